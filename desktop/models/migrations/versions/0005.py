"""提案、承办、节假日"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("arranged", sa.String(length=40), nullable=False, comment="安排"),
        sa.Column("name", sa.String(length=40), nullable=True, comment="名称"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "proposal",
        sa.Column("plenary_id", sa.String(length=32), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False, comment="流水号"),
        sa.Column("number", sa.Integer(), nullable=True, comment="案号"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="案由"),
        sa.Column("form", sa.String(length=40), nullable=False, comment="提案形式"),
        sa.Column("category", sa.String(length=40), nullable=True, comment="类别"),
        sa.Column("received", sa.Date(), nullable=False, comment="收到日期"),
        sa.Column("received_time", sa.String(length=5), nullable=True, comment="收到时刻"),
        sa.Column("timing", sa.String(length=40), nullable=True, comment="时间属性"),
        sa.Column("body", sa.Text(), nullable=True, comment="正文"),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=True, comment="公开"),
        sa.Column("private_reason", sa.String(length=200), nullable=True, comment="不公开原因"),
        sa.Column("advice", sa.String(length=300), nullable=True, comment="建议承办单位"),
        sa.Column("researched", sa.String(length=60), nullable=True, comment="选题来源"),
        sa.Column("lead_id", sa.String(length=32), nullable=True),
        sa.Column("merged", sa.Date(), nullable=True, comment="并案日期"),
        sa.Column("withdrawn", sa.Date(), nullable=True, comment="撤案日期"),
        sa.Column("withdrawal", sa.String(length=300), nullable=True, comment="撤案原因"),
        sa.Column("told", sa.Date(), nullable=True, comment="告知日期"),
        sa.Column("excellent", sa.Boolean(), nullable=True, comment="优秀"),
        sa.Column("fund", sa.BigInteger(), nullable=True, comment="资金(元)"),
        sa.Column("note", sa.Text(), nullable=True, comment="备注"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["plenary_id"], ["plenary.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plenary_id", "number", name="proposal_number"),
        sa.UniqueConstraint("plenary_id", "serial", name="proposal_serial"),
    )
    op.create_index(op.f("ix_proposal_lead_id"), "proposal", ["lead_id"], unique=False)
    op.create_index(op.f("ix_proposal_plenary_id"), "proposal", ["plenary_id"], unique=False)
    op.create_table(
        "proposal_call",
        sa.Column("plenary_id", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=True, comment="征集起"),
        sa.Column("deadline", sa.Date(), nullable=True, comment="截止日期"),
        sa.Column("deadline_time", sa.String(length=5), nullable=True, comment="截止时刻"),
        sa.Column("cosign_until", sa.Date(), nullable=True, comment="联名截止"),
        sa.Column("themes", sa.Text(), nullable=True, comment="参考选题"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plenary_id"], ["plenary.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_proposal_call_plenary_id"), "proposal_call", ["plenary_id"], unique=False)
    op.create_table(
        "proposal_snapshot",
        sa.Column("plenary_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False, comment="名称"),
        sa.Column("at", sa.String(length=16), nullable=False, comment="截至"),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plenary_id"], ["plenary.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_proposal_snapshot_plenary_id"), "proposal_snapshot", ["plenary_id"], unique=False)
    op.create_table(
        "handling",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False, comment="承办方式"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="次序"),
        sa.Column("channel", sa.String(length=40), nullable=True, comment="归口"),
        sa.Column("leader", sa.String(length=60), nullable=True, comment="分管县领导"),
        sa.Column("handed", sa.Date(), nullable=True, comment="交办日期"),
        sa.Column("signed", sa.Date(), nullable=True, comment="签收日期"),
        sa.Column("signer", sa.String(length=40), nullable=True, comment="签收人"),
        sa.Column("due", sa.Date(), nullable=True, comment="指定期限"),
        sa.Column("replied", sa.Date(), nullable=True, comment="答复日期"),
        sa.Column("reply_mark", sa.String(length=60), nullable=True, comment="答复文号"),
        sa.Column("result", sa.String(length=40), nullable=True, comment="办理结果"),
        sa.Column("satisfaction", sa.String(length=40), nullable=True, comment="满意度"),
        sa.Column("ended", sa.Date(), nullable=True, comment="不再承办日期"),
        sa.Column("ending", sa.String(length=200), nullable=True, comment="不再承办原因"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_handling_proposal_id"), "handling", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_handling_unit_id"), "handling", ["unit_id"], unique=False)
    op.create_table(
        "key_proposal",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=True, comment="主题"),
        sa.Column("recommended", sa.Date(), nullable=True, comment="推荐日期"),
        sa.Column("recommender", sa.String(length=60), nullable=True, comment="推荐"),
        sa.Column("decided", sa.Date(), nullable=True, comment="确定日期"),
        sa.Column("meeting", sa.String(length=120), nullable=True, comment="确定会议"),
        sa.Column("party_leader", sa.String(length=80), nullable=True, comment="县委领衔领导"),
        sa.Column("government_leader", sa.String(length=80), nullable=True, comment="县政府领衔领导"),
        sa.Column("cppcc_leader", sa.String(length=80), nullable=True, comment="县政协领衔领导"),
        sa.Column("committee", sa.String(length=60), nullable=True, comment="牵头委室"),
        sa.Column("method", sa.String(length=40), nullable=True, comment="督办方式"),
        sa.Column("planned", sa.String(length=40), nullable=True, comment="督办时间"),
        sa.Column("progress", sa.Text(), nullable=True, comment="进展"),
        sa.Column("outcome", sa.Text(), nullable=True, comment="结果"),
        sa.Column("topic", sa.String(length=120), nullable=True, comment="协商议题"),
        sa.Column("topic_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_key_proposal_proposal_id"), "key_proposal", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_key_proposal_topic_id"), "key_proposal", ["topic_id"], unique=False)
    op.create_table(
        "proposal_examination",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("layer", sa.String(length=40), nullable=False, comment="审查层次"),
        sa.Column("day", sa.Date(), nullable=False, comment="审查日期"),
        sa.Column("verdict", sa.String(length=40), nullable=False, comment="审查意见"),
        sa.Column("examiner", sa.String(length=40), nullable=True, comment="审查人"),
        sa.Column("reason", sa.String(length=120), nullable=True, comment="不予立案理由"),
        sa.Column("direction", sa.String(length=40), nullable=True, comment="去向"),
        sa.Column("addressee", sa.String(length=120), nullable=True, comment="转往"),
        sa.Column("opinion", sa.Text(), nullable=True, comment="说明"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_proposal_examination_proposal_id"), "proposal_examination", ["proposal_id"], unique=False)
    op.create_table(
        "proposal_sponsor",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False, comment="次序"),
        sa.Column("name", sa.String(length=80), nullable=False, comment="提案者"),
        sa.Column("body", sa.String(length=40), nullable=True, comment="集体类别"),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("body_id", sa.String(length=32), nullable=True),
        sa.Column("convener", sa.String(length=40), nullable=True, comment="召集人"),
        sa.Column("sealed", sa.Boolean(), nullable=True, comment="盖章"),
        sa.Column("invited", sa.Date(), nullable=True, comment="邀请联名日期"),
        sa.Column("signed", sa.Date(), nullable=True, comment="签名日期"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_proposal_sponsor_body_id"), "proposal_sponsor", ["body_id"], unique=False)
    op.create_index(op.f("ix_proposal_sponsor_person_id"), "proposal_sponsor", ["person_id"], unique=False)
    op.create_index(op.f("ix_proposal_sponsor_proposal_id"), "proposal_sponsor", ["proposal_id"], unique=False)
    op.create_table(
        "proposal_suggestion",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="序号"),
        sa.Column("text", sa.Text(), nullable=False, comment="建议"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_proposal_suggestion_proposal_id"), "proposal_suggestion", ["proposal_id"], unique=False)
    op.create_table(
        "proposal_supervision",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("method", sa.String(length=40), nullable=False, comment="形式"),
        sa.Column("place", sa.String(length=80), nullable=True, comment="地点"),
        sa.Column("leader", sa.String(length=80), nullable=True, comment="领衔领导"),
        sa.Column("attending", sa.String(length=500), nullable=True, comment="参加单位和人员"),
        sa.Column("summary", sa.Text(), nullable=True, comment="情况"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_proposal_supervision_proposal_id"), "proposal_supervision", ["proposal_id"], unique=False)
    op.create_table(
        "unit_advice",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False, comment="单位"),
        sa.Column("role", sa.String(length=40), nullable=False, comment="承办方式"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="次序"),
        sa.Column("by", sa.String(length=40), nullable=False, comment="建议方"),
        sa.Column("day", sa.Date(), nullable=True, comment="建议日期"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_unit_advice_proposal_id"), "unit_advice", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_unit_advice_unit_id"), "unit_advice", ["unit_id"], unique=False)
    op.create_table(
        "change_request",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("handling_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="申请"),
        sa.Column("day", sa.Date(), nullable=False, comment="申请日期"),
        sa.Column("reason", sa.String(length=500), nullable=True, comment="理由"),
        sa.Column("wanted_id", sa.String(length=32), nullable=True),
        sa.Column("decided", sa.Date(), nullable=True, comment="决定日期"),
        sa.Column("decider", sa.String(length=60), nullable=True, comment="决定单位"),
        sa.Column("agreed", sa.Boolean(), nullable=True, comment="同意"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handling_id"], ["handling.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["wanted_id"], ["unit.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_change_request_handling_id"), "change_request", ["handling_id"], unique=False)
    op.create_index(op.f("ix_change_request_proposal_id"), "change_request", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_change_request_wanted_id"), "change_request", ["wanted_id"], unique=False)
    op.create_table(
        "extension",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("handling_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="申请日期"),
        sa.Column("until", sa.Date(), nullable=False, comment="延至"),
        sa.Column("reason", sa.String(length=500), nullable=True, comment="理由"),
        sa.Column("decided", sa.Date(), nullable=True, comment="决定日期"),
        sa.Column("decider", sa.String(length=60), nullable=True, comment="决定单位"),
        sa.Column("agreed", sa.Boolean(), nullable=True, comment="同意"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handling_id"], ["handling.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_extension_handling_id"), "extension", ["handling_id"], unique=False)
    op.create_index(op.f("ix_extension_proposal_id"), "extension", ["proposal_id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("proposal_id", sa.String(length=32), nullable=False),
        sa.Column("handling_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="函件"),
        sa.Column("day", sa.Date(), nullable=False, comment="日期"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handling_id"], ["handling.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_letter_handling_id"), "letter", ["handling_id"], unique=False)
    op.create_index(op.f("ix_letter_proposal_id"), "letter", ["proposal_id"], unique=False)
