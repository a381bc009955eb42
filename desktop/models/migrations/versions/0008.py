"""提案正文只存文字，版面随原件保存"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("proposal", "content")
