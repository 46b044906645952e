/* What both programs of the bench share: the clock, the limits of the process,
 * and an incremental reader of the WebSocket frames a server sends (RFC 6455 §5). */
#ifndef HEMICYCLE_BENCH_FRAMES_H
#define HEMICYCLE_BENCH_FRAMES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* The client sends the sample nonce of RFC 6455 §1.3, so the answer to it is known. */
#define SAMPLE_NONCE "dGhlIHNhbXBsZSBub25jZQ=="
#define SAMPLE_ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };

/* In ns, on the same clock as Python's time.monotonic_ns(): stamps of all programs compare. */
static inline uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* As many open files as the system allows; returns that number. */
static inline int open_files_to_the_limit(void)
{
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    return files.rlim_cur > 1000000 ? 1000000 : (int)files.rlim_cur;
}

/* Writes the header of an unmasked text frame; returns its length (2, 4 or 10). */
static inline size_t frame_header(uint8_t *at, uint64_t payload)
{
    at[0] = 0x80 | TEXT;
    if (payload < 126) {
        at[1] = (uint8_t)payload;
        return 2;
    }
    int width = payload < 65536 ? 2 : 8;
    at[1] = width == 2 ? 126 : 127;
    for (int i = 0; i < width; i++)
        at[2 + i] = (uint8_t)(payload >> (8 * (width - 1 - i)));
    return 2 + (size_t)width;
}

/* Where a socket is in its stream of frames. Only the beginning of a message is kept. */
typedef struct {
    uint64_t left;      /* bytes of the current frame's payload still to come */
    uint64_t size;      /* bytes of the message so far, headers included */
    uint8_t head[10];
    uint8_t head_length;
    uint8_t opcode;     /* of the current frame */
    bool final, in_payload;
    uint8_t begin_length, control_length;
    char begin[96];     /* the first bytes of the current message */
    uint8_t control[125];
} reader;

typedef enum { NOTHING_YET, MESSAGE, PINGED, PONGED, CLOSED } happening;

static inline bool read_header_byte(reader *r, uint8_t byte)
{
    r->head[r->head_length++] = byte;
    if (r->head_length < 2)
        return false;
    int code = r->head[1] & 127, width = code < 126 ? 0 : code == 126 ? 2 : 8;
    if (r->head_length < 2 + width)
        return false;
    r->left = width ? 0 : (uint64_t)code;
    for (int i = 0; i < width; i++)
        r->left = r->left << 8 | r->head[2 + i];
    r->final = r->head[0] & 128;
    r->opcode = r->head[0] & 15;
    if (r->opcode >= CLOSE) {
        r->control_length = 0;
    } else {
        if (r->opcode) { /* not a continuation: a new message begins */
            r->size = 0;
            r->begin_length = 0;
        }
        r->size += r->head_length + r->left;
    }
    r->head_length = 0;
    r->in_payload = true;
    return true;
}

static inline void keep_the_beginning(reader *r, const uint8_t *from, size_t length)
{
    bool control = r->opcode >= CLOSE;
    uint8_t *kept = control ? &r->control_length : &r->begin_length;
    size_t room = (control ? sizeof r->control : sizeof r->begin) - *kept;
    if (!room)
        return;
    size_t part = length < room ? length : room;
    memcpy((control ? r->control : (uint8_t *)r->begin) + *kept, from, part);
    *kept += (uint8_t)part;
}

/* Reads on from *at (which moves) to `end`, at most to the end of one frame. */
static inline happening read_on(reader *r, const uint8_t **at, const uint8_t *end)
{
    while (!r->in_payload) {
        if (*at == end)
            return NOTHING_YET;
        read_header_byte(r, *(*at)++);
    }
    size_t length = (size_t)(end - *at);
    if (length > r->left)
        length = r->left;
    keep_the_beginning(r, *at, length);
    *at += length;
    r->left -= length;
    if (r->left)
        return NOTHING_YET;
    r->in_payload = false;
    switch (r->opcode) {
    case PING: return PINGED;
    case PONG: return PONGED;
    case CLOSE: return CLOSED;
    default: return r->final ? MESSAGE : NOTHING_YET;
    }
}

#endif
