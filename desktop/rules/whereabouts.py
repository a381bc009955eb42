"""Where a store may lie: never on a network share, and with a warning in a folder that a program copies to a cloud.

SQLite's locks do not hold across a network: two PCs would spoil the file. A cloud's program copies it in the middle of a write.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

SHARES = {0xFF534D42: "Windows 共享（CIFS）", 0xFE534D42: "Windows 共享（SMB2）", 0x517B: "Windows 共享（SMB）", 0x6969: "网络共享（NFS）",
          0x5346414F: "网络共享（AFS）", 0x00C36400: "网络共享（Ceph）", 0x564C: "网络共享（NCP）"}
"""Linux: f_type of statfs."""
REMOTE_DRIVE, REMOVABLE_DRIVE = 4, 2
"""Windows: what GetDriveTypeW says."""

CLOUDS = (
    ("OneDrive", r"onedrive(\b.*)?"), ("坚果云", r"(我的)?坚果云|nutstore.*"),
    ("WPS 云文档", r"wps ?(云盘|云文档|云|drive|cloud files|cloud)|wpsdrive.*|\d+_wpscloud.*"),
    ("百度网盘", r"百度网盘.*|百度云.*|baidu ?(netdisk|syncdisk|yun).*"), ("微云", r"微云.*|weiyun.*"),
    ("阿里云盘", r"阿里云盘.*|aliyundrive.*"), ("夸克网盘", r"夸克网盘.*"), ("iCloud", r"icloud ?drive.*"),
    ("Dropbox", r"dropbox.*"), ("谷歌云端硬盘", r"google ?drive.*|google 云端硬盘"), ("企业微盘", r"(企业)?微盘|wedrive.*"),
    ("钉盘", r"钉盘.*"), ("飞书云盘", r"飞书.*云.*"))

ADVICE = ("请把资料放在本机磁盘的文件夹里，例如 D:\\协务通。几台电脑要共用一份资料时，请改用服务器（PostgreSQL）；"
          "只是换一台电脑，请用备份和恢复。")


def cloud(folders: Sequence[str]) -> str:
    """Whose cloud copies one of these folders, by their names; '' for nobody's."""
    for folder in folders:
        for name, pattern in CLOUDS:
            if re.fullmatch(pattern, folder.strip(), re.IGNORECASE):
                return name
    return ""


def refusal(path: str, share: str) -> str:
    return f"{path} 在{share}上，没有打开，也没有改动。几台电脑同时写，资料会损坏。{ADVICE}"


def warning(path: str, cloud: str, removable: bool) -> str:
    """'' for a good place."""
    if cloud:
        return f"资料放在{cloud}的同步文件夹里（{path}），同步时可能把资料弄坏，也会传到外面。请移到本机的其他文件夹。"
    if removable:
        return f"资料放在可以拔下的磁盘上（{path}），没退出就拔下，资料可能损坏。请移到本机磁盘，优盘只用来存备份。"
    return ""
