"""发文字号、公文"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("code", sa.String(length=20), nullable=False, comment="机关代字"),
        sa.Column("title", sa.String(length=60), nullable=False, comment="发文机关标志"),
        sa.Column("issuer", sa.String(length=60), nullable=False, comment="发文机关"),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="格式"),
        sa.Column("signer", sa.String(length=60), nullable=True, comment="签发权限"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("retired", sa.Boolean(), nullable=True, comment="停用"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "document",
        sa.Column("series_id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True, comment="年"),
        sa.Column("number", sa.Integer(), nullable=True, comment="号"),
        sa.Column("genre", sa.String(length=40), nullable=True, comment="文种"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="标题"),
        sa.Column("recipient", sa.String(length=300), nullable=True, comment="主送机关"),
        sa.Column("issued", sa.Date(), nullable=True, comment="成文日期"),
        sa.Column("signer", sa.String(length=40), nullable=True, comment="签发人"),
        sa.Column("drafter", sa.String(length=40), nullable=True, comment="拟稿人"),
        sa.Column("checker", sa.String(length=40), nullable=True, comment="核稿人"),
        sa.Column("countersigners", sa.String(length=120), nullable=True, comment="会签"),
        sa.Column("copies", sa.Integer(), nullable=True, comment="份数"),
        sa.Column("voided", sa.String(length=200), nullable=True, comment="作废原因"),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("series_id", "year", "number", name="document_number"),
    )
    op.create_index(op.f("ix_document_series_id"), "document", ["series_id"], unique=False)
