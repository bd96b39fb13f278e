/* Writes down, in their order, what a process does to the files below a folder and when
 * it waits for the disk. Loaded into the server by LD_PRELOAD; the test that builds it
 * says what becomes of the journal.
 *
 * A record: kind, length of the name, offset, length of the data; then name and data.
 *   W data written at an offset   T cut to a length   S file or folder is on the disk
 *   U name removed                R renamed: the data is the new name
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int journal = -1;
static char root[4096];
static size_t root_length;

__attribute__((constructor)) static void begin(void) {
    const char *to = getenv("JOURNAL_TO"), *of = getenv("JOURNAL_OF");
    if (!to || !of || strlen(of) >= sizeof root) return;
    strcpy(root, of);
    root_length = strlen(root);
    journal = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int watched(const char *path) {
    return journal >= 0 && strncmp(path, root, root_length) == 0;
}

static int name_of(int fd, char *name, size_t size) {
    char link[64];
    struct stat about;
    if (journal < 0 || fd == journal || fstat(fd, &about) != 0) return 0;
    if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, size - 1);
    if (length <= 0) return 0;
    name[length] = 0;
    return watched(name);
}

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t wrote = syscall(SYS_write, journal, at, length);
        if (wrote <= 0) abort();
        at += wrote;
        length -= (size_t)wrote;
    }
}

static void note(char kind, const char *name, uint64_t offset, const void *data, uint64_t length) {
    uint64_t head[4] = {(uint64_t)kind, strlen(name), offset, length};
    put(head, sizeof head);
    put(name, strlen(name));
    if (data) put(data, length);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static ssize_t written(char *name, const void *data, off_t offset, ssize_t wrote) {
    if (wrote > 0) note('W', name, (uint64_t)offset, data, (uint64_t)wrote);
    return wrote;
}

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    char name[4096];
    if (!name_of(fd, name, sizeof name)) return real(fd, data, length);
    pthread_mutex_lock(&lock);
    struct stat about;
    off_t at = lseek(fd, 0, SEEK_CUR);
    if ((fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &about) == 0) at = about.st_size;
    ssize_t wrote = written(name, data, at, real(fd, data, length));
    pthread_mutex_unlock(&lock);
    return wrote;
}

#define PWRITE(function)                                                            \
    ssize_t function(int fd, const void *data, size_t length, off_t offset) {      \
        REAL(function);                                                             \
        char name[4096];                                                            \
        if (!name_of(fd, name, sizeof name)) return real(fd, data, length, offset); \
        pthread_mutex_lock(&lock);                                                  \
        ssize_t wrote = written(name, data, offset, real(fd, data, length, offset)); \
        pthread_mutex_unlock(&lock);                                                \
        return wrote;                                                               \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

/* What goes through these is nothing the test can replay: better no answer than a wrong one. */
#define REFUSED(function, ...)                    \
    {                                             \
        REAL(function);                           \
        char name[4096];                          \
        if (name_of(fd, name, sizeof name)) abort(); \
        return real(__VA_ARGS__);                 \
    }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset)
    REFUSED(pwritev, fd, parts, count, offset)
ssize_t writev(int fd, const struct iovec *parts, int count)
    REFUSED(writev, fd, parts, count)

#define TRUNCATE(function)                                    \
    int function(int fd, off_t length) {                      \
        REAL(function);                                       \
        char name[4096];                                      \
        if (!name_of(fd, name, sizeof name)) return real(fd, length); \
        pthread_mutex_lock(&lock);                            \
        int failed = real(fd, length);                        \
        if (!failed) note('T', name, (uint64_t)length, 0, 0); \
        pthread_mutex_unlock(&lock);                          \
        return failed;                                        \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define SYNC(function)                                      \
    int function(int fd) {                                  \
        REAL(function);                                     \
        char name[4096];                                    \
        if (!name_of(fd, name, sizeof name)) return real(fd); \
        pthread_mutex_lock(&lock);                          \
        int failed = real(fd);                              \
        if (!failed) note('S', name, 0, 0, 0);              \
        pthread_mutex_unlock(&lock);                        \
        return failed;                                      \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    REAL(unlink);
    if (!watched(path)) return real(path);
    pthread_mutex_lock(&lock);
    int failed = real(path);
    if (!failed) note('U', path, 0, 0, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    if (!watched(from)) return real(from, to);
    pthread_mutex_lock(&lock);
    int failed = real(from, to);
    if (!failed) note('R', from, 0, to, strlen(to));
    pthread_mutex_unlock(&lock);
    return failed;
}
