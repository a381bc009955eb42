"""人事事项、组、乡镇、身份、单位、参加单位、版式、全文检索"""

import sqlalchemy as sa
from alembic import op

from desktop.models.search import FULL_TEXT, Tokens

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body_group",
        sa.Column("kind", sa.String(length=40), nullable=False, comment="类别"),
        sa.Column("name", sa.String(length=60), nullable=False, comment="名称"),
        sa.Column("township", sa.String(length=40), nullable=True, comment="乡镇"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "layout",
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False, comment="名称"),
        sa.Column("columns", sa.String(length=2000), nullable=False, comment="列"),
        sa.Column("id_format", sa.String(length=40), nullable=True, comment="证件号码"),
        sa.Column("date_format", sa.String(length=40), nullable=True, comment="日期写法"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_layout_noun"), "layout", ["noun"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("name", sa.String(length=80), nullable=False, comment="名称"),
        sa.Column("short", sa.String(length=40), nullable=True, comment="简称"),
        sa.Column("kind", sa.String(length=40), nullable=True, comment="类别"),
        sa.Column("head", sa.String(length=40), nullable=True, comment="负责人"),
        sa.Column("head_post", sa.String(length=60), nullable=True, comment="负责人职务"),
        sa.Column("contact", sa.String(length=40), nullable=True, comment="联系人"),
        sa.Column("phone", sa.String(length=60), nullable=True, comment="联系电话"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("note", sa.String(length=200), nullable=True, comment="备注"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("tokens", Tokens(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("record"),
    )
    op.create_index(op.f("ix_search_entry_subject"), "search_entry", ["subject"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_search_entry_tokens", "search_entry", ["tokens"], unique=False, postgresql_using="gin")
    else:
        for statement in FULL_TEXT:
            op.execute(statement)
    op.create_table(
        "township",
        sa.Column("name", sa.String(length=40), nullable=False, comment="乡镇"),
        sa.Column("ready", sa.Boolean(), nullable=True, comment="具备条件"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "group_seat",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False, comment="组内职务"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["body_group.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_group_seat_group_id"), "group_seat", ["group_id"], unique=False)
    op.create_index(op.f("ix_group_seat_person_id"), "group_seat", ["person_id"], unique=False)
    op.create_table(
        "unit",
        sa.Column("channel", sa.String(length=40), nullable=True, comment="归口"),
        sa.Column("leader_id", sa.String(length=32), nullable=True),
        sa.Column("contact", sa.String(length=40), nullable=True, comment="联系人"),
        sa.Column("contact_post", sa.String(length=60), nullable=True, comment="联系人职务"),
        sa.Column("phone", sa.String(length=60), nullable=True, comment="联系电话"),
        sa.Column("address", sa.String(length=120), nullable=True, comment="地址"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("note", sa.String(length=200), nullable=True, comment="备注"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_unit_leader_id"), "unit", ["leader_id"], unique=False)
    op.create_table(
        "body_event",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("office", sa.String(length=40), nullable=False, comment="职务"),
        sa.Column("event", sa.String(length=40), nullable=False, comment="事项"),
        sa.Column("decider", sa.String(length=40), nullable=True, comment="决定机构"),
        sa.Column("meeting", sa.String(length=120), nullable=True, comment="决定会议"),
        sa.Column("document", sa.String(length=60), nullable=True, comment="文号"),
        sa.Column("committee_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=True, comment="说明"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_body_event_committee_id"), "body_event", ["committee_id"], unique=False)
    op.create_index(op.f("ix_body_event_member_id"), "body_event", ["member_id"], unique=False)
    op.create_index(op.f("ix_body_event_person_id"), "body_event", ["person_id"], unique=False)
    op.create_table(
        "role",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False, comment="身份"),
        sa.Column("body", sa.String(length=40), nullable=True, comment="所属机构"),
        sa.Column("branch", sa.String(length=60), nullable=True, comment="党支部"),
        sa.Column("duty", sa.String(length=200), nullable=True, comment="分工"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("unit_id", sa.String(length=32), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_role_person_id"), "role", ["person_id"], unique=False)
    op.create_index(op.f("ix_role_unit_id"), "role", ["unit_id"], unique=False)
    op.create_table(
        "unit_name",
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False, comment="名称"),
        sa.Column("short", sa.String(length=40), nullable=True, comment="简称"),
        sa.Column("aliases", sa.String(length=200), nullable=True, comment="别名"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_unit_name_unit_id"), "unit_name", ["unit_id"], unique=False)
    op.add_column("person", sa.Column("photo", sa.String(length=32), nullable=True))
