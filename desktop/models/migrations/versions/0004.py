"""会议、考勤、发言"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_kind",
        sa.Column("name", sa.String(length=40), nullable=False, comment="名称"),
        sa.Column("sort", sa.String(length=40), nullable=False, comment="大类"),
        sa.Column("scope", sa.String(length=40), nullable=False, comment="编次"),
        sa.Column("body", sa.String(length=40), nullable=True, comment="主体"),
        sa.Column("attend", sa.String(length=300), nullable=True, comment="出席范围"),
        sa.Column("observe", sa.String(length=300), nullable=True, comment="列席范围"),
        sa.Column("deciders", sa.String(length=60), nullable=True, comment="议题审定"),
        sa.Column("outcome", sa.String(length=60), nullable=True, comment="成文"),
        sa.Column("papers", sa.String(length=300), nullable=True, comment="材料"),
        sa.Column("sittings", sa.String(length=300), nullable=True, comment="环节"),
        sa.Column("quorum", sa.Boolean(), nullable=True, comment="计法定人数"),
        sa.Column("study", sa.Boolean(), nullable=True, comment="计入学习"),
        sa.Column("optional", sa.Boolean(), nullable=True, comment="报名参加"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("retired", sa.Boolean(), nullable=True, comment="停用"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "meeting",
        sa.Column("kind_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False, comment="名称"),
        sa.Column("term", sa.Integer(), nullable=True, comment="届"),
        sa.Column("year", sa.Integer(), nullable=True, comment="年度"),
        sa.Column("number", sa.Integer(), nullable=True, comment="次"),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("until", sa.Date(), nullable=True, comment="结束日期"),
        sa.Column("place", sa.String(length=80), nullable=True, comment="地点"),
        sa.Column("host", sa.String(length=60), nullable=True, comment="主持人"),
        sa.Column("committee_id", sa.String(length=32), nullable=True),
        sa.Column("room", sa.String(length=80), nullable=True, comment="承办"),
        sa.Column("topics", sa.String(length=200), nullable=True, comment="主题标签"),
        sa.Column("attend", sa.String(length=300), nullable=True, comment="出席范围"),
        sa.Column("observe", sa.String(length=300), nullable=True, comment="列席范围"),
        sa.Column("due", sa.Integer(), nullable=True, comment="应到"),
        sa.Column("present", sa.Integer(), nullable=True, comment="实到"),
        sa.Column("leave", sa.Integer(), nullable=True, comment="请假"),
        sa.Column("absent", sa.Integer(), nullable=True, comment="缺席"),
        sa.Column("observers", sa.Integer(), nullable=True, comment="列席"),
        sa.Column("events", sa.Integer(), nullable=True, comment="场次"),
        sa.Column("audience", sa.Integer(), nullable=True, comment="受众"),
        sa.Column("hours", sa.Integer(), nullable=True, comment="学时"),
        sa.Column("found", sa.Integer(), nullable=True, comment="查摆问题"),
        sa.Column("mended", sa.Integer(), nullable=True, comment="完成整改"),
        sa.Column("summary", sa.Text(), nullable=True, comment="内容"),
        sa.Column("minutes", sa.Text(), nullable=True, comment="纪要"),
        sa.Column("decision", sa.Text(), nullable=True, comment="决定（决议）"),
        sa.Column("cancelled", sa.String(length=200), nullable=True, comment="取消原因"),
        sa.Column("note", sa.String(length=500), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["kind_id"], ["meeting_kind.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_meeting_committee_id"), "meeting", ["committee_id"], unique=False)
    op.create_index(op.f("ix_meeting_kind_id"), "meeting", ["kind_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False, comment="序"),
        sa.Column("name", sa.String(length=300), nullable=False, comment="议题"),
        sa.Column("draft", sa.Boolean(), nullable=True, comment="草案"),
        sa.Column("paper", sa.String(length=20), nullable=True, comment="材料编号"),
        sa.Column("copies", sa.Integer(), nullable=True, comment="份数"),
        sa.Column("speaker", sa.String(length=80), nullable=True, comment="汇报人"),
        sa.Column("unit", sa.String(length=80), nullable=True, comment="汇报单位"),
        sa.Column("proposed_by", sa.String(length=80), nullable=True, comment="提出单位"),
        sa.Column("proposed_on", sa.Date(), nullable=True, comment="提出日期"),
        sa.Column("approved_by", sa.String(length=80), nullable=True, comment="审定"),
        sa.Column("approved_on", sa.Date(), nullable=True, comment="审定日期"),
        sa.Column("dropped", sa.String(length=200), nullable=True, comment="未列入原因"),
        sa.Column("outcome", sa.String(length=300), nullable=True, comment="结果"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_table(
        "invitee",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=False, comment="身份"),
        sa.Column("team", sa.String(length=60), nullable=True, comment="组别"),
        sa.Column("seat", sa.String(length=20), nullable=True, comment="座位"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="排序"),
        sa.Column("by_hand", sa.Boolean(), nullable=True, comment="手工加入"),
        sa.Column("reply", sa.String(length=20), nullable=True, comment="回执"),
        sa.Column("car", sa.Boolean(), nullable=True, comment="乘车"),
        sa.Column("meal", sa.Boolean(), nullable=True, comment="用餐"),
        sa.Column("note", sa.String(length=200), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "person_id", name="invitee_person"),
    )
    op.create_index(op.f("ix_invitee_meeting_id"), "invitee", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_invitee_person_id"), "invitee", ["person_id"], unique=False)
    op.create_table(
        "sitting",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False, comment="序"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="内容"),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("half", sa.String(length=40), nullable=True, comment="半天"),
        sa.Column("time", sa.String(length=40), nullable=True, comment="时间"),
        sa.Column("place", sa.String(length=80), nullable=True, comment="地点"),
        sa.Column("host", sa.String(length=60), nullable=True, comment="主持人"),
        sa.Column("people", sa.String(length=120), nullable=True, comment="参加人员"),
        sa.Column("team", sa.String(length=60), nullable=True, comment="责任组"),
        sa.Column("uncounted", sa.Boolean(), nullable=True, comment="不计考勤"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_sitting_meeting_id"), "sitting", ["meeting_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("invitee_id", sa.String(length=32), nullable=False),
        sa.Column("sitting_id", sa.String(length=32), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=False, comment="结果"),
        sa.Column("leave", sa.String(length=40), nullable=True, comment="请假类别"),
        sa.Column("late", sa.Boolean(), nullable=True, comment="迟到"),
        sa.Column("early", sa.Boolean(), nullable=True, comment="早退"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invitee_id"], ["invitee.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("invitee_id", "sitting_id", name="attendance_once"),
    )
    op.create_index(op.f("ix_attendance_invitee_id"), "attendance", ["invitee_id"], unique=False)
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_attendance_sitting_id"), "attendance", ["sitting_id"], unique=False)
    op.create_table(
        "leave_request",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("sitting_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="请假类别"),
        sa.Column("reason", sa.String(length=200), nullable=True, comment="事由"),
        sa.Column("asked_on", sa.Date(), nullable=True, comment="请假日期"),
        sa.Column("approver", sa.String(length=40), nullable=True, comment="批准人"),
        sa.Column("approved_on", sa.Date(), nullable=True, comment="批准日期"),
        sa.Column("refused", sa.Boolean(), nullable=True, comment="未予批准"),
        sa.Column("opinion", sa.String(length=200), nullable=True, comment="单位意见"),
        sa.Column("proof", sa.String(length=200), nullable=True, comment="证明材料"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_leave_request_meeting_id"), "leave_request", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_leave_request_person_id"), "leave_request", ["person_id"], unique=False)
    op.create_index(op.f("ix_leave_request_sitting_id"), "leave_request", ["sitting_id"], unique=False)
    op.create_table(
        "speech",
        sa.Column("name", sa.String(length=200), nullable=False, comment="题目"),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("sitting_id", sa.String(length=32), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("unit", sa.String(length=80), nullable=True, comment="代表单位"),
        sa.Column("authors", sa.String(length=120), nullable=True, comment="执笔人"),
        sa.Column("words", sa.Integer(), nullable=True, comment="字数"),
        sa.Column("mode", sa.String(length=40), nullable=True, comment="形式"),
        sa.Column("rank", sa.Integer(), nullable=True, comment="次序"),
        sa.Column("minutes", sa.Integer(), nullable=True, comment="时长"),
        sa.Column("called_on", sa.Date(), nullable=True, comment="征集日期"),
        sa.Column("received_on", sa.Date(), nullable=True, comment="收稿日期"),
        sa.Column("screened", sa.String(length=300), nullable=True, comment="初选意见"),
        sa.Column("reviewer", sa.String(length=40), nullable=True, comment="审稿人"),
        sa.Column("reviewed_on", sa.Date(), nullable=True, comment="审稿日期"),
        sa.Column("approved_by", sa.String(length=80), nullable=True, comment="审定"),
        sa.Column("approved_on", sa.Date(), nullable=True, comment="审定日期"),
        sa.Column("dropped", sa.String(length=200), nullable=True, comment="未采用原因"),
        sa.Column("turned", sa.String(length=40), nullable=True, comment="转化"),
        sa.Column("turned_id", sa.String(length=40), nullable=True, comment="转化后编号"),
        sa.Column("handed_to", sa.String(length=120), nullable=True, comment="转交单位"),
        sa.Column("handed_on", sa.Date(), nullable=True, comment="转交日期"),
        sa.Column("outcome", sa.String(length=500), nullable=True, comment="落实情况"),
        sa.Column("text", sa.Text(), nullable=True, comment="正文"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_speech_meeting_id"), "speech", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_speech_person_id"), "speech", ["person_id"], unique=False)
    op.create_index(op.f("ix_speech_sitting_id"), "speech", ["sitting_id"], unique=False)
