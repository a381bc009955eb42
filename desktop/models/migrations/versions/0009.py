"""提案正文和建议的样式"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("proposal", sa.Column("looks", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("proposal_suggestion", sa.Column("looks", sa.JSON(none_as_null=True), nullable=True))
