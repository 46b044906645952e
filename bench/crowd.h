/* The crowd of watchers: what one is, and what the commands in watchers.c may do with all of them. */
#ifndef HEMICYCLE_BENCH_CROWD_H
#define HEMICYCLE_BENCH_CROWD_H

#include "frames.h"

#include <netinet/in.h>

#define IDENTITIES 1024
#define MOST_SEQS (1 << 20)
#define STDIN_MARK UINT32_MAX /* epoll's tag for stdin */

typedef enum { CONNECTING, UPGRADING, GREETING, WATCHING, STALLED, GONE } stage;

typedef struct {
    reader in;
    int fd;
    stage stage;
    uint64_t began;   /* when its connect() was called */
    uint64_t receipt; /* when it had the whole of the frame awaited; 0 while it has not */
    uint64_t to;      /* the seq that its last advance reached */
    uint64_t pressed; /* when its command left; 0: it has pressed nothing */
    uint64_t replied; /* when its answer came, and the seq that this names; 0: it was refused */
    uint64_t reply;
} watcher;

/* Whom they watch, and as whom: identities are header lines, taken in turn. */
typedef struct {
    struct sockaddr_in address;
    char host[128], path[1024];
    char identities[IDENTITIES][512];
    int identity_count;
    bool greeted; /* a watcher counts as connected when its first message has come */
} target;

typedef struct {
    watcher *all;
    int most, size;     /* `size` watchers have been asked for so far */
    int under_way, watching, refused, lost;
    uint64_t awaited;   /* the seq that the frame must reach */
    int received;       /* watchers that have the awaited frame */
    uint64_t to_min, to_max, frame_bytes;
    int replies;        /* answers to commands that have come */
    uint64_t *last_at;  /* by seq: when the last watcher so far had a frame that reaches it */
    int epoll;
    bool told;          /* a line waits on stdin */
} crowd_of_watchers;

extern crowd_of_watchers crowd;
extern target aimed_at;

void gather(void);
void open_next(int rcvbuf);
void press(int index, const char *name, const char *data);
int pump(int milliseconds);

#endif
