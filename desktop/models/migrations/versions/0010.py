"""公文登记对方编号和来源"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("source", sa.String(length=200), nullable=True))
    op.create_index("ix_document_source", "document", ["source"])
    op.add_column("series", sa.Column("outside", sa.Boolean(), nullable=True, comment="对方编号"))
