/* Names of the statuses, and of the library's version. */
#include "quen/status.h"

const char *quen_status_name(quen_status status)
{
    static const char *const names[] = {
        "QUEN_OK",           "QUEN_ERR_ARGUMENT",  "QUEN_ERR_MEMORY",
        "QUEN_ERR_OVERFLOW", "QUEN_ERR_NOT_FOUND", "QUEN_ERR_CANCELLED",
        "QUEN_ERR_IO",       "QUEN_ERR_FORMAT",    "QUEN_ERR_VERSION",
        "QUEN_ERR_NUMERIC",  "QUEN_ERR_NO_PART",
    };
    size_t i = (size_t)status;
    return i < sizeof names / sizeof *names ? names[i] : "unknown status";
}

uint32_t quen_version(void)
{
    return QUEN_VERSION_MAJOR * 1000000u + QUEN_VERSION_MINOR * 1000u +
           QUEN_VERSION_PATCH;
}

const char *quen_version_string(void)
{
    return QUEN_VERSION_STRING;
}
