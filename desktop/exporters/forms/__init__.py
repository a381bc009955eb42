"""The office's forms: .docx and .xlsx files with named fields, filled for one record or for hundreds.

A form file is an ordinary document that the office edits in WPS. What stands in it:

    {{姓名}}                         a field; as many runs as WPS likes, the first one's type counts
    {{任职时间:年月日}}               the same value in another dress (marks.DRESSES)
    {{照片}}  {{照片:25×35}}          a picture, fitted into its cell or into so many millimetres
    {{简历.时间}} {{简历.内容}}        a row (or a paragraph) that holds a list's fields stands once for each item; where several
                                     such rows follow each other they take one item each, and the last is repeated for the rest
    {{如果 学位}} … {{否则}} … {{结束}}  kept only when the field has a value; also {{如果 没有 学位}}, {{如果 性别=女}}
    {{1.姓名}} {{2.姓名}}              several records on a page (cards): the first, the second ...

A missing value leaves an empty place. In rows of exact height a long text is set smaller, and what does not fit at all is
cut and told. Everything else of the file stays as it is.

How to add a form (see forms/members.py):

    FORM = Form("leave-form", "会议请假单", "会议", "templates/meeting/会议请假单.docx",
                slots=(Slot("姓名"), Slot("照片", kind="picture"), Slot("简历", kind="list", parts=(Slot("时间"), Slot("内容")))),
                collect=lambda store, request: [{"姓名": "王　凯", "照片": Path(...) or None, "简历": [{"时间": "2020", "内容": "…"}]}],
                asks=(...))

`collect(store, request)` gives one record for each form: a mapping from a slot's label to str, int, Decimal, date, Path (pictures),
list of such mappings, bool or None; it raises Refused with a sentence when there is nobody. Name FORM in forms/known.py: that
makes it a paper, lists it among the 表样 and in `xiewu templates`. Put its file under resources/templates/<noun>/, by hand or by
tools/make_forms.py. forms/members.py has `of_office` (委员会, 本会, 县名, 届, 打印日期) and `record` for a member's row.

What an exporter calls (`template` below is what `filling.opened(path)` returns; it is reusable and quick):

    filling.opened(path)                       reads, checks and prepares a form file; Refused with a sentence
    filling.write(template, records, out, progress)    one file, each record on its own page (or sheet); [(index, what did not fit)]
    paper.paper(form)                          the form as a Paper: print() makes one file, each() one for each record
    own.found(store, form)                     the file that counts: the office's own, otherwise the shipped one
    own.Filler(path, form).write(records, out, progress)    the same with aliases resolved and unknown fields refused
    checking.check(path, form)                 unknown and missing fields with their places
"""
