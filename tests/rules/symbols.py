#!/usr/bin/env python3
"""What the built library gives and takes: symbols.py LIBQUEN.SO LIBQUEN.A [ROOT]

It exports quen_ names alone and each one that a header declares; it imports nothing but
what is listed here, so no sockets, no printing, no exit, and of libm nothing whose bits
IEEE 754 leaves open; no object has data that changes; and the static library, whose inner
names any program sees, has none that is not quen_ and imports no more of libm.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
IMPORTS = set("""
    malloc free realloc memcpy memmove memset memcmp bcmp
    strlen strchr strrchr strcmp strncmp strspn memchr
    snprintf vsnprintf pthread_create pthread_join
    pthread_mutex_lock pthread_mutex_unlock pthread_cond_wait pthread_cond_broadcast
    open open64 close read write fsync rename unlink stat stat64 fstat fstat64 readlink
    fchmod fchown clock_gettime
    mmap mmap64 munmap madvise getpid
    __errno_location __stack_chk_fail __cxa_finalize __gmon_start__
    _ITM_deregisterTMCloneTable _ITM_registerTMCloneTable
    cblas_dgemm cblas_dsyrk cblas_dtrsm cblas_dgemv cblas_dtrsv cblas_ddot cblas_daxpy
    __vsnprintf_chk __snprintf_chk __memcpy_chk __memmove_chk __memset_chk
    __read_chk __readlink_chk
    __udivti3 __divti3
    _GLOBAL_OFFSET_TABLE_ __stat64_time64 __fstat64_time64 __clock_gettime64
""".split())
# Of libm: what has one right answer, and the rounding mode.
EXACT = set("sqrt sqrtf fabs floor ceil fegetround fesetround".split())
# What else libm has, as programs are linked to it, whichever of them exist here.
INEXACT = set(a + b for b in ("", "f", "l", "_finite", "f_finite") for a in """
    acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp2 exp10 expm1 fma
    fmod hypot lgamma lgamma_r log log10 log1p log2 pow remainder sin sincos sinh tan tanh
    tgamma __exp __log __pow j0 j1 jn y0 y1 yn
""".split())


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def declared(root):
    headers = sorted((pathlib.Path(root) / "include/quen").glob("*.h"))
    text = "".join(p.read_text() for p in headers)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"QUEN_API[^;{]*?\b(quen_\w+)\(", text))


def is_data(line):
    """Is this line of `size -A` about a section that has something, and may change?"""
    match = re.match(r"\.(data|bss|tdata|tbss|init_array|ctors)(\.\S+)?\s+(\d+)", line)
    return match and int(match[3]) and not (match[2] or "").startswith(".rel.ro")


def main(shared, static, root=ROOT):
    faults, wanted = [], declared(root)
    exported = {line.split()[-1].split("@")[0] for line in
                run("nm", "-D", "--defined-only", shared).splitlines()} - {"QUEN_0"}
    faults += [f"exported but not declared: {s}" for s in sorted(exported - wanted)]
    faults += [f"declared but not exported: {s}" for s in sorted(wanted - exported)]
    imported = {line.split()[-1].split("@")[0] for line in
                run("nm", "-D", "--undefined-only", shared).splitlines()}
    faults += [f"imported: {s}" for s in sorted(imported - IMPORTS - EXACT)]
    missing = {line.split()[-1] for line in
               run("nm", "-u", static).splitlines() if line.strip()}
    faults += [f"of libm, with bits of its own: {s}" for s in sorted(missing & INEXACT)]
    faults += ["data that changes or start-up code: " + line
               for line in run("size", "-A", static).splitlines() if is_data(line)]
    inner = {words[2] for line in run("nm", "-g", "--defined-only", static).splitlines()
             if len(words := line.split()) == 3}
    faults += [f"a name for others to meet: {s}" for s in sorted(inner)
               if not s.startswith("quen_")]
    soname = run("objdump", "-p", shared)
    if "SONAME               libquen.so.0\n" not in soname:
        faults.append("SONAME is not libquen.so.0")
    print("\n".join(faults) or f"{len(exported)} symbols, {len(imported)} imports")
    return bool(faults) or len(exported) < 50


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
