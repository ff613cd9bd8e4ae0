"""Files that are saved: whose they are, what is refused, what is told."""

import os
import subprocess
import sys
import textwrap

import pytest

import quen


@pytest.fixture
def rfm():
    return quen.Rfm().fit_values([1, 2], [1, 2], [1, 2])


@pytest.fixture
def umask():
    """The usual one, whatever that of those who run the tests is."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode_of(path):
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_modes(rfm, tmp_path):
    path = tmp_path / "rfm.quen"
    rfm.save(path)
    assert mode_of(path) == 0o640
    path.chmod(0o600)
    rfm.save(path)
    assert mode_of(path) == 0o600
    rfm.save(path, mode=0o664)
    assert mode_of(path) == 0o664
    rfm.save(path)
    assert mode_of(path) == 0o664
    rfm.save(tmp_path / "new.quen", mode=0o666)
    assert mode_of(tmp_path / "new.quen") == 0o666
    rfm.save(tmp_path / "other.quen")  # a mode is of one save
    assert mode_of(tmp_path / "other.quen") == 0o640
    with pytest.raises(ValueError, match=r"mode is 01000, not 0\.\.0777"):
        rfm.save(path, mode=0o1000)
    with pytest.raises(ValueError, match="mode must be within"):
        rfm.save(path, mode=-1)
    with pytest.raises(TypeError, match="mode must be a whole number"):
        rfm.save(path, mode="0640")


def test_what_is_no_file(rfm, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="a device, a pipe or a socket"):
        rfm.save(tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()
    with pytest.raises(IsADirectoryError):
        rfm.save(tmp_path)


def test_links_are_followed(rfm, tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    rfm.save(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == rfm.to_bytes()


def test_what_is_told():
    """In a folder that may not be read, as somebody who is not root."""
    body = """
        import os, tempfile, warnings
        import quen

        rfm = quen.Rfm().fit_values([1, 2], [1, 2], [1, 2])
        folder = tempfile.mkdtemp()
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
            os.setuid(65534)
        os.chmod(folder, 0o300)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            rfm.save(folder + "/file")
        assert open(folder + "/file", "rb").read() == rfm.to_bytes()
        os.unlink(folder + "/file")
        print(told[0].category.__name__, told[0].filename, told[0].message)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(body)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("RuntimeWarning <string> '")
    assert "its folder cannot be synced: permission denied" in done.stdout
