"""协商、民主监督、工作安排"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultation_plan",
        sa.Column("year", sa.Integer(), nullable=False, comment="年度"),
        sa.Column("name", sa.String(length=120), nullable=False, comment="名称"),
        sa.Column("chaired", sa.Date(), nullable=True, comment="主席会议审议日期"),
        sa.Column("party", sa.Date(), nullable=True, comment="党组会议研究日期"),
        sa.Column("approved", sa.Date(), nullable=True, comment="县委常委会审定日期"),
        sa.Column("issued", sa.Date(), nullable=True, comment="印发日期"),
        sa.Column("number", sa.String(length=40), nullable=True, comment="文号"),
        sa.Column("issuers", sa.String(length=120), nullable=True, comment="印发机关"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", name="consultation_plan_year"),
    )
    op.create_table(
        "task",
        sa.Column("year", sa.Integer(), nullable=False, comment="年度"),
        sa.Column("origin", sa.String(length=40), nullable=True, comment="来源"),
        sa.Column("name", sa.String(length=300), nullable=False, comment="任务"),
        sa.Column("meeting", sa.String(length=80), nullable=True, comment="议定的会议"),
        sa.Column("leader", sa.String(length=60), nullable=True, comment="牵头领导"),
        sa.Column("room", sa.String(length=60), nullable=True, comment="牵头委室"),
        sa.Column("partners", sa.String(length=200), nullable=True, comment="协作委室和部门"),
        sa.Column("person", sa.String(length=40), nullable=True, comment="责任人"),
        sa.Column("due", sa.Date(), nullable=True, comment="时限"),
        sa.Column("done", sa.Date(), nullable=True, comment="完成日期"),
        sa.Column("progress", sa.Text(), nullable=True, comment="落实情况"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("note", sa.String(length=200), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "work_item",
        sa.Column("begins", sa.Date(), nullable=False, comment="开始日期"),
        sa.Column("ends", sa.Date(), nullable=True, comment="结束日期"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="工作内容"),
        sa.Column("when", sa.String(length=40), nullable=True, comment="时间"),
        sa.Column("place", sa.String(length=80), nullable=True, comment="地点"),
        sa.Column("leaders", sa.String(length=200), nullable=True, comment="参加领导"),
        sa.Column("people", sa.String(length=200), nullable=True, comment="参加人员"),
        sa.Column("room", sa.String(length=60), nullable=True, comment="责任委室"),
        sa.Column("partners", sa.String(length=200), nullable=True, comment="配合单位"),
        sa.Column("note", sa.String(length=200), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "consultation",
        sa.Column("year", sa.Integer(), nullable=False, comment="年度"),
        sa.Column("name", sa.String(length=120), nullable=False, comment="议题"),
        sa.Column("form", sa.String(length=40), nullable=True, comment="形式"),
        sa.Column("leader", sa.String(length=60), nullable=True, comment="牵头"),
        sa.Column("month", sa.Integer(), nullable=True, comment="月份"),
        sa.Column("committee_id", sa.String(length=32), nullable=True),
        sa.Column("units", sa.String(length=300), nullable=True, comment="参与部门"),
        sa.Column("leaders", sa.String(length=200), nullable=True, comment="参加的县委县政府领导"),
        sa.Column("outcome_form", sa.String(length=40), nullable=True, comment="成果形式"),
        sa.Column("origin", sa.String(length=200), nullable=True, comment="议题来源"),
        sa.Column("dropped", sa.Date(), nullable=True, comment="撤下日期"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_consultation_committee_id"), "consultation", ["committee_id"], unique=False)
    op.create_table(
        "oversight",
        sa.Column("year", sa.Integer(), nullable=False, comment="年度"),
        sa.Column("name", sa.String(length=120), nullable=False, comment="监督事项"),
        sa.Column("kind", sa.String(length=40), nullable=True, comment="形式"),
        sa.Column("units", sa.String(length=200), nullable=True, comment="被监督单位"),
        sa.Column("committee_id", sa.String(length=32), nullable=True),
        sa.Column("leader", sa.String(length=60), nullable=True, comment="组长"),
        sa.Column("members", sa.String(length=600), nullable=True, comment="监督员"),
        sa.Column("begins", sa.Date(), nullable=True, comment="开始日期"),
        sa.Column("ends", sa.Date(), nullable=True, comment="结束日期"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_oversight_committee_id"), "oversight", ["committee_id"], unique=False)
    op.create_table(
        "consultation_change",
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="调整"),
        sa.Column("words", sa.Text(), nullable=True, comment="内容和原因"),
        sa.Column("decider", sa.String(length=80), nullable=True, comment="决定的会议"),
        sa.Column("number", sa.String(length=40), nullable=True, comment="文号"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_consultation_change_consultation_id"), "consultation_change", ["consultation_id"], unique=False)
    op.create_table(
        "consultation_outcome",
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="成果形式"),
        sa.Column("name", sa.String(length=160), nullable=False, comment="标题"),
        sa.Column("number", sa.String(length=40), nullable=True, comment="文号"),
        sa.Column("day", sa.Date(), nullable=True, comment="形成日期"),
        sa.Column("authors", sa.String(length=80), nullable=True, comment="执笔人"),
        sa.Column("sent_to", sa.String(length=120), nullable=True, comment="报送"),
        sa.Column("sent", sa.Date(), nullable=True, comment="报送日期"),
        sa.Column("adopted", sa.Date(), nullable=True, comment="采纳日期"),
        sa.Column("adoption", sa.Text(), nullable=True, comment="采纳情况"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_consultation_outcome_consultation_id"), "consultation_outcome", ["consultation_id"], unique=False)
    op.create_table(
        "consultation_remark",
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="方式"),
        sa.Column("leader", sa.String(length=60), nullable=False, comment="领导"),
        sa.Column("words", sa.Text(), nullable=True, comment="内容"),
        sa.Column("followed", sa.Text(), nullable=True, comment="落实情况"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_consultation_remark_consultation_id"), "consultation_remark", ["consultation_id"], unique=False)
    op.create_table(
        "consultation_seat",
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False, comment="课题组职务"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_consultation_seat_consultation_id"), "consultation_seat", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_consultation_seat_person_id"), "consultation_seat", ["person_id"], unique=False)
    op.create_table(
        "consultation_step",
        sa.Column("consultation_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="事项"),
        sa.Column("words", sa.Text(), nullable=True, comment="内容"),
        sa.Column("place", sa.String(length=80), nullable=True, comment="地点"),
        sa.Column("leaders", sa.String(length=200), nullable=True, comment="参加的县领导"),
        sa.Column("people", sa.Integer(), nullable=True, comment="参加人数"),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_consultation_step_consultation_id"), "consultation_step", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_consultation_step_meeting_id"), "consultation_step", ["meeting_id"], unique=False)
    op.create_table(
        "oversight_step",
        sa.Column("oversight_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="事项"),
        sa.Column("number", sa.String(length=40), nullable=True, comment="编号"),
        sa.Column("words", sa.Text(), nullable=True, comment="内容"),
        sa.Column("points", sa.Integer(), nullable=True, comment="意见条数"),
        sa.Column("taken", sa.Integer(), nullable=True, comment="落实条数"),
        sa.Column("people", sa.Integer(), nullable=True, comment="参加人数"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["oversight_id"], ["oversight.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_oversight_step_oversight_id"), "oversight_step", ["oversight_id"], unique=False)
