"""人员、委员、届次、专委会、附件、设置和变更记录"""

import sqlalchemy as sa
from alembic import op

from desktop.models.change import APPEND_ONLY

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False, comment="文件名"),
        sa.Column("size", sa.Integer(), nullable=False, comment="大小"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False, comment="添加日期"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_attachment_subject"), "attachment", ["subject"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("host", sa.String(length=120), nullable=False),
        sa.Column("operation", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_audit_operation"), "audit", ["operation"], unique=False)
    op.create_index(op.f("ix_audit_record"), "audit", ["record"], unique=False)
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    op.create_table(
        "code",
        sa.Column("table", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False, comment="名称"),
        sa.Column("code", sa.String(length=20), nullable=True, comment="代码"),
        sa.Column("aliases", sa.String(length=400), nullable=True, comment="别名"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="排序"),
        sa.Column("retired", sa.Boolean(), nullable=False, comment="停用"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_code_table"), "code", ["table"], unique=False)
    op.create_table(
        "committee",
        sa.Column("rank", sa.Integer(), nullable=False, comment="排序"),
        sa.Column("counterpart", sa.String(length=60), nullable=True, comment="对口上级专委会"),
        sa.Column("branch", sa.String(length=60), nullable=True, comment="功能型党支部"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "heading",
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "person",
        sa.Column("name", sa.String(length=40), nullable=False, comment="姓名"),
        sa.Column("sex", sa.String(length=40), nullable=True, comment="性别"),
        sa.Column("ethnic", sa.String(length=40), nullable=True, comment="民族"),
        sa.Column("born", sa.String(length=10), nullable=True, comment="出生年月"),
        sa.Column("id_number", sa.String(length=30), nullable=True, comment="身份证号"),
        sa.Column("native_place", sa.String(length=60), nullable=True, comment="籍贯"),
        sa.Column("education", sa.String(length=40), nullable=True, comment="学历"),
        sa.Column("degree", sa.String(length=40), nullable=True, comment="学位"),
        sa.Column("later_education", sa.String(length=40), nullable=True, comment="在职学历"),
        sa.Column("school", sa.String(length=120), nullable=True, comment="毕业院校及专业"),
        sa.Column("title", sa.String(length=60), nullable=True, comment="专业技术职称"),
        sa.Column("specialty", sa.String(length=200), nullable=True, comment="专长"),
        sa.Column("phone", sa.String(length=60), nullable=True, comment="联系电话"),
        sa.Column("office_phone", sa.String(length=60), nullable=True, comment="办公电话"),
        sa.Column("contact", sa.String(length=40), nullable=True, comment="单位联络员"),
        sa.Column("contact_phone", sa.String(length=60), nullable=True, comment="联络员电话"),
        sa.Column("address", sa.String(length=200), nullable=True, comment="通讯地址"),
        sa.Column("mail", sa.String(length=80), nullable=True, comment="电子邮箱"),
        sa.Column("work_since", sa.String(length=10), nullable=True, comment="参加工作时间"),
        sa.Column("party_since", sa.String(length=10), nullable=True, comment="入党（会）时间"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.Column("died", sa.Date(), nullable=True, comment="去世日期"),
        sa.Column("stroke_key", sa.String(length=600), nullable=False),
        sa.Column("pinyin_key", sa.String(length=400), nullable=False),
        sa.Column("search_key", sa.String(length=600), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_stroke_key"), "person", ["stroke_key"], unique=False)
    op.create_table(
        "setting",
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "term",
        sa.Column("number", sa.Integer(), nullable=False, comment="届"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "committee_name",
        sa.Column("committee_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False, comment="名称"),
        sa.Column("short", sa.String(length=20), nullable=False, comment="简称"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_committee_name_committee_id"), "committee_name", ["committee_id"], unique=False)
    op.create_table(
        "member",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("term_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True, comment="委员证号"),
        sa.Column("channel", sa.String(length=40), nullable=True, comment="提名渠道"),
        sa.Column("nominated_by", sa.String(length=80), nullable=True, comment="推荐单位"),
        sa.Column("entry", sa.String(length=40), nullable=True, comment="产生方式"),
        sa.Column("ending", sa.String(length=40), nullable=True, comment="不再担任的原因"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_member_person_id"), "member", ["person_id"], unique=False)
    op.create_index(op.f("ix_member_term_id"), "member", ["term_id"], unique=False)
    op.create_table(
        "party_tie",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=40), nullable=False, comment="政治面貌"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_party_tie_person_id"), "party_tie", ["person_id"], unique=False)
    op.create_table(
        "plenary",
        sa.Column("term_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="次"),
        sa.Column("opens", sa.Date(), nullable=False, comment="开幕日期"),
        sa.Column("closes", sa.Date(), nullable=True, comment="闭幕日期"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_plenary_term_id"), "plenary", ["term_id"], unique=False)
    op.create_table(
        "post",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=True, comment="工作单位"),
        sa.Column("post", sa.String(length=120), nullable=True, comment="职务"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_post_person_id"), "post", ["person_id"], unique=False)
    op.create_table(
        "committee_seat",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("committee_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False, comment="专委会职务"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_committee_seat_committee_id"), "committee_seat", ["committee_id"], unique=False)
    op.create_index(op.f("ix_committee_seat_member_id"), "committee_seat", ["member_id"], unique=False)
    op.create_index(op.f("ix_committee_seat_person_id"), "committee_seat", ["person_id"], unique=False)
    op.create_table(
        "office_held",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False, comment="政协职务"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_office_held_member_id"), "office_held", ["member_id"], unique=False)
    op.create_index(op.f("ix_office_held_person_id"), "office_held", ["person_id"], unique=False)
    op.create_table(
        "sector_tie",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False, comment="界别"),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_sector_tie_member_id"), "sector_tie", ["member_id"], unique=False)
    op.create_index(op.f("ix_sector_tie_person_id"), "sector_tie", ["person_id"], unique=False)
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
