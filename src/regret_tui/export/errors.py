"""What can keep words from leaving the vault."""

from typing import ClassVar

from regret_tui.errors import RegretError


class ExportError(RegretError):
    """The root of the errors of an export."""

    exit_code: ClassVar[int] = 50
    sentence: ClassVar[str] = "The page was not made."
    step: ClassVar[str] = "Nothing left the journal."

    def __init__(self) -> None:
        super().__init__(self.sentence, self.step)


class ExportClosed(ExportError):
    """Someone may read along, or the gate was never passed: words of this regret stay here."""

    exit_code = 51
    sentence = "The words of this one stay in the journal for now."
    step = "Nothing was written. You can still read them here."


class NoSuchRegret(ExportError):
    """There is no regret of that id."""

    exit_code = 52
    sentence = "No regret of that name was found. Nothing was written."
    step = "Run it again with the private name that home shows."


class FileThere(ExportError):
    """Something has the file's name already."""

    exit_code = 53
    sentence = "There is already a file of that name. It was not touched."
    step = "Choose another name, or say that it may be replaced."


class NoFolder(ExportError):
    """The folder of the file is missing, or is not a folder."""

    exit_code = 54
    sentence = "The folder for this file is not there. Nothing was written."
    step = "Make the folder first, or choose another place."


class FileNotWritten(ExportError):
    """The disk refused: full, read-only, not permitted."""

    exit_code = 55
    sentence = "The file could not be written. Nothing was left behind."
    step = "Look at the space on the disk and whether you may write there, then try again."


class NotAFile(ExportError):
    """A folder or a device has the name."""

    exit_code = 56
    sentence = "That name belongs to something that is not a file. It was not touched."
    step = "Choose another name."
