/*
 * The file layer's calls of Windows 7 and newer, whose handles stand for descriptors:
 * those have 32 bits on 64-bit systems, too. Paths are UTF-8, of any length that the
 * system has. A file is read, never mapped: one that is mapped could not be replaced.
 */
#include "io/system.h"

#ifdef _WIN32
#include <errno.h>
#include <windows.h>

/* One call moves at most so much. */
#define STEP ((DWORD)1 << 30)
/* How often something that another program uses is tried again, after 1, 2, 4, ... ms:
 * virus scanners and indexes look into new files for so long. */
#define TRIES 9
/* A handle that others may use the file beside, and replace it. */
#define SHARED (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)
/* Folders can be opened, to be told apart; what serves a pipe learns nothing of us. */
#define READ_FLAGS                                                                       \
    (FILE_FLAG_BACKUP_SEMANTICS | SECURITY_SQOS_PRESENT | SECURITY_ANONYMOUS)

/* --- failures --- */

static int errno_of(DWORD error)
{
    static const struct {
        DWORD error;
        int number;
    } known[] = {
        {ERROR_FILE_NOT_FOUND, ENOENT},
        {ERROR_PATH_NOT_FOUND, ENOENT},
        {ERROR_INVALID_DRIVE, ENOENT},
        {ERROR_BAD_NETPATH, ENOENT},
        {ERROR_BAD_NET_NAME, ENOENT},
        {ERROR_ACCESS_DENIED, EACCES},
        {ERROR_WRITE_PROTECT, EROFS},
        {ERROR_SHARING_VIOLATION, EBUSY},
        {ERROR_LOCK_VIOLATION, EBUSY},
        {ERROR_USER_MAPPED_FILE, EBUSY},
        {ERROR_HANDLE_DISK_FULL, ENOSPC},
        {ERROR_DISK_FULL, ENOSPC},
        {ERROR_FILE_EXISTS, EEXIST},
        {ERROR_ALREADY_EXISTS, EEXIST},
        {ERROR_INVALID_HANDLE, EBADF},
        {ERROR_NOT_ENOUGH_MEMORY, ENOMEM},
        {ERROR_OUTOFMEMORY, ENOMEM},
        {ERROR_TOO_MANY_OPEN_FILES, EMFILE},
        {ERROR_INVALID_NAME, EINVAL},
        {ERROR_BAD_PATHNAME, EINVAL},
        {ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG},
        {ERROR_DIRECTORY, ENOTDIR},
        {ERROR_FILE_TOO_LARGE, EFBIG},
        {ERROR_BAD_DEVICE, ENXIO},
        {ERROR_PIPE_BUSY, ENXIO},
        {ERROR_CANT_ACCESS_FILE, EMLINK},
        {ERROR_NO_UNICODE_TRANSLATION, EILSEQ},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error)
            return known[i].number;
    return EIO;
}

static int failed(void)
{
    errno = errno_of(GetLastError());
    return -1;
}

static int failed_with(DWORD error)
{
    SetLastError(error);
    return failed();
}

static uint32_t own_error(int error)
{
    DWORD own = GetLastError();
    return own && errno_of(own) == error ? own : 0;
}

/* 1 after a while, if trying again may help. */
static int again(int tries)
{
    DWORD error = GetLastError();
    if ((error != ERROR_SHARING_VIOLATION && error != ERROR_ACCESS_DENIED) ||
        tries == TRIES)
        return 0;
    Sleep(1u << tries);
    return 1;
}

/* --- paths --- */

static void release(wchar_t *text)
{
    DWORD error = GetLastError();
    HeapFree(GetProcessHeap(), 0, text);
    SetLastError(error);
}

static wchar_t *room_for(size_t length)
{
    wchar_t *text = HeapAlloc(GetProcessHeap(), 0, length * sizeof *text);
    if (!text)
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return text;
}

static wchar_t *utf16_of(const char *path)
{
    int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, NULL, 0);
    wchar_t *text = length > 0 ? room_for((size_t)length) : NULL;
    if (text)
        MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, text, length);
    return text;
}

/* Room in front of a path for what lifts the limit of 260 characters. */
#define FRONT 8

/* The whole path, with FRONT characters of room before it. */
static wchar_t *whole_of(const wchar_t *text)
{
    DWORD length = GetFullPathNameW(text, 0, NULL, NULL);
    wchar_t *whole = length > 0 ? room_for(FRONT + (size_t)length) : NULL;
    if (whole && !GetFullPathNameW(text, length, whole + FRONT, NULL)) {
        release(whole);
        return NULL;
    }
    return whole;
}

static int begins(const wchar_t *text, const wchar_t *with)
{
    while (*with)
        if (*text++ != *with++)
            return 0;
    return 1;
}

static void copy(wchar_t *to, const wchar_t *text)
{
    while (*text)
        *to++ = *text++;
}

/* NUL, CON, COM1 and their like, with whatever after a dot: systems before Windows 11
 * have them in every folder. */
static int is_device(const wchar_t *name)
{
    static const wchar_t *const names[] = {L"CON", L"PRN", L"AUX",
                                           L"NUL", L"COM", L"LPT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = 0;
        while (n < 3 && (name[n] & ~0x20) == names[i][n])
            n++;
        if (n == 3 && i >= 4)
            n += (name[3] >= '0' && name[3] <= '9') || name[3] == 0xb9 ||
                 name[3] == 0xb2 || name[3] == 0xb3;
        if (n == (i < 4 ? 3 : 4) && (name[n] == '\0' || name[n] == '.' || name[n] == ' '))
            return 1;
    }
    return 0;
}

static const wchar_t *name_in(const wchar_t *path)
{
    const wchar_t *name = path;
    for (; *path; path++)
        if (*path == '\\')
            name = path + 1;
    return name;
}

/* \\?\C:\... or \\?\UNC\server\...: what comes after is a name, whatever it is. So what
 * the system would take for a device, or for a stream within a file, is refused here. */
static const wchar_t *fronted(wchar_t *whole)
{
    wchar_t *path = whole + FRONT, *drive = path;
    if (begins(path, L"\\\\.\\") || is_device(name_in(path))) {
        SetLastError(ERROR_BAD_DEVICE);
        return NULL;
    }
    if (begins(path, L"\\\\?\\"))
        drive += 4;
    else if (begins(path, L"\\\\"))
        copy(path -= 6, L"\\\\?\\UNC");
    else
        copy(path -= 4, L"\\\\?\\");
    for (const wchar_t *c = drive + (*drive && drive[1] == ':' ? 2 : 0); *c; c++)
        if (*c == ':') {
            SetLastError(ERROR_INVALID_NAME);
            return NULL;
        }
    return path;
}

/* A path as the system takes it; NULL: see GetLastError(). */
typedef struct name {
    wchar_t *block;
    const wchar_t *path;
} name;

static name name_of(const char *path)
{
    name n = {NULL, NULL};
    wchar_t *text = utf16_of(path);
    if (!text)
        return n;
    n.block = whole_of(text);
    release(text);
    if (n.block)
        n.path = fronted(n.block);
    return n;
}

/* --- files --- */

static HANDLE handle_of(int fd)
{
    return (HANDLE)(intptr_t)fd;
}

/* The descriptor of a handle, or -1. */
static int fd_of(HANDLE file)
{
    return file == INVALID_HANDLE_VALUE ? failed() : (int)(intptr_t)file;
}

static HANDLE open_handle(const char *path, DWORD access, DWORD sharing, DWORD how,
                          DWORD flags)
{
    name n = name_of(path);
    HANDLE file = INVALID_HANDLE_VALUE;
    if (n.path)
        for (int tries = 0;; tries++) {
            file = CreateFileW(n.path, access, sharing, NULL, how, flags, NULL);
            if (file != INVALID_HANDLE_VALUE || how == CREATE_NEW || !again(tries))
                break;
        }
    if (n.block)
        release(n.block);
    return file;
}

static int open_path(const char *path)
{
    return fd_of(open_handle(path, GENERIC_READ, SHARED, OPEN_EXISTING, READ_FLAGS));
}

/* NTFS journals its folders itself. */
static int open_folder(const char *path)
{
    (void)path;
    return QUEN__NO_FOLDER;
}

/* Nobody writes into it but us. */
static int create(const char *path, uint32_t mode)
{
    (void)mode;
    return fd_of(open_handle(path, GENERIC_WRITE, FILE_SHARE_READ, CREATE_NEW,
                             FILE_ATTRIBUTE_NORMAL));
}

static int close_fd(int fd)
{
    return CloseHandle(handle_of(fd)) ? 0 : failed();
}

static int look_into(int fd, quen__facts *facts)
{
    BY_HANDLE_FILE_INFORMATION info = {0};
    DWORD type = GetFileType(handle_of(fd));
    if (type == FILE_TYPE_DISK ? !GetFileInformationByHandle(handle_of(fd), &info)
                               : type == FILE_TYPE_UNKNOWN && GetLastError() != NO_ERROR)
        return failed();
    *facts = (quen__facts){
        .size = (uint64_t)info.nFileSizeHigh << 32 | info.nFileSizeLow,
        .kind = type != FILE_TYPE_DISK                             ? QUEN__IS_OTHER
                : info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY ? QUEN__IS_FOLDER
                                                                   : QUEN__IS_FILE,
        .mode = QUEN__NO_MODE,
    };
    return 0;
}

static int look(const char *path, quen__facts *facts)
{
    int fd =
        fd_of(open_handle(path, FILE_READ_ATTRIBUTES, SHARED, OPEN_EXISTING, READ_FLAGS));
    if (fd == -1)
        return -1;
    int found = look_into(fd, facts);
    int error = errno;
    CloseHandle(handle_of(fd));
    errno = error;
    return found;
}

/* Links are made by few here: one is refused, not replaced by a file. */
static ptrdiff_t read_link(const char *path, char *to, size_t size)
{
    FILE_ATTRIBUTE_TAG_INFO info;
    (void)to;
    (void)size;
    HANDLE file = open_handle(path, FILE_READ_ATTRIBUTES, SHARED, OPEN_EXISTING,
                              READ_FLAGS | FILE_FLAG_OPEN_REPARSE_POINT);
    if (file == INVALID_HANDLE_VALUE)
        return failed();
    int told =
        GetFileInformationByHandleEx(file, FileAttributeTagInfo, &info, sizeof info);
    CloseHandle(file);
    return failed_with(told && info.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT &&
                               info.ReparseTag == IO_REPARSE_TAG_SYMLINK
                           ? ERROR_CANT_ACCESS_FILE
                           : ERROR_INVALID_NAME);
}

static ptrdiff_t read_some(int fd, void *to, size_t size)
{
    DWORD got = 0;
    if (!ReadFile(handle_of(fd), to, size < STEP ? (DWORD)size : STEP, &got, NULL))
        return failed();
    SetLastError(NO_ERROR);
    return (ptrdiff_t)got;
}

static ptrdiff_t write_some(int fd, const void *from, size_t size)
{
    DWORD written = 0;
    if (!WriteFile(handle_of(fd), from, size < STEP ? (DWORD)size : STEP, &written, NULL))
        return failed();
    SetLastError(NO_ERROR);
    return (ptrdiff_t)written;
}

static int sync_fd(int fd)
{
    return FlushFileBuffers(handle_of(fd)) ? 0 : failed();
}

/* A file has the rights of its folder: there is no mode, owner or group to set. */
static int set_number(int fd, uint32_t value)
{
    (void)fd;
    (void)value;
    return 0;
}

static int rename_over(const char *from, const char *to)
{
    name old = name_of(from), new = name_of(to);
    BOOL moved = FALSE;
    for (int tries = 0; old.path && new.path && !moved; tries++) {
        moved = MoveFileExW(old.path, new.path,
                            MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
        if (!moved && !again(tries))
            break;
    }
    if (old.block)
        release(old.block);
    if (new.block)
        release(new.block);
    return moved ? 0 : failed();
}

static int unlink_path(const char *path)
{
    name n = name_of(path);
    BOOL gone = n.path && DeleteFileW(n.path);
    if (n.block)
        release(n.block);
    return gone ? 0 : failed();
}

static void *map(int fd, size_t size)
{
    (void)fd;
    (void)size;
    errno = ENODEV;
    return NULL;
}

static void unmap(void *data, size_t size)
{
    (void)data;
    (void)size;
}

static uint64_t unique(void)
{
    LARGE_INTEGER ticks;
    QueryPerformanceCounter(&ticks);
    return (uint64_t)GetCurrentProcessId() << 40 ^ (uint64_t)ticks.QuadPart ^
           (uint64_t)(uintptr_t)&ticks;
}

const quen__system quen__system_calls = {
    .open = open_path,
    .open_folder = open_folder,
    .create = create,
    .close = close_fd,
    .look = look,
    .look_into = look_into,
    .read_link = read_link,
    .read = read_some,
    .write = write_some,
    .sync = sync_fd,
    .set_mode = set_number,
    .set_owner = set_number,
    .set_group = set_number,
    .rename = rename_over,
    .unlink = unlink_path,
    .map = map,
    .unmap = unmap,
    .unique = unique,
    .own_error = own_error,
};

#endif
