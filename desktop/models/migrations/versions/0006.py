"""会议类别的别名"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting_kind", sa.Column("aliases", sa.String(length=200), nullable=True, comment="别名"))
