/* A watcher's life: connect, upgrade, be greeted, hear frames and answer pings, leave. */
#define _GNU_SOURCE
#include "crowd.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define PER_SOURCE 4000 /* watchers per loopback source address: ports never run out */
#define BUFFER (1 << 20)

crowd_of_watchers crowd;
target aimed_at;
static uint8_t buffer[BUFFER];

/* Makes room for as many watchers as there may be open files. */
void gather(void)
{
    struct epoll_event interest = {.events = EPOLLIN, .data.u32 = STDIN_MARK};
    crowd.most = open_files_to_the_limit() - 32;
    crowd.all = calloc((size_t)crowd.most, sizeof *crowd.all);
    crowd.last_at = calloc(MOST_SEQS, sizeof *crowd.last_at);
    crowd.epoll = epoll_create1(0);
    epoll_ctl(crowd.epoll, EPOLL_CTL_ADD, STDIN_FILENO, &interest);
}

static void leave(watcher *w)
{
    if (w->stage == WATCHING) {
        crowd.watching--;
        crowd.lost++;
        crowd.received -= w->receipt != 0;
    } else if (w->stage < WATCHING) {
        crowd.under_way--;
        crowd.refused++;
    }
    close(w->fd);
    w->stage = GONE;
}

static int new_socket(int rcvbuf)
{
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct linger at_once = {.l_onoff = 1}; /* a reset leaves no port in TIME_WAIT */
    if (fd < 0) {
        perror("watchers: socket");
        exit(1);
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    if (rcvbuf)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &rcvbuf, sizeof rcvbuf);
    return fd;
}

void open_next(int rcvbuf)
{
    uint32_t index = (uint32_t)crowd.size++;
    watcher *w = &crowd.all[index];
    struct sockaddr_in source = {.sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 256 + index / PER_SOURCE)};
    struct epoll_event interest = {.events = EPOLLOUT, .data.u32 = index};
    memset(w, 0, sizeof *w);
    w->fd = new_socket(rcvbuf);
    w->stage = CONNECTING;
    w->began = now();
    crowd.under_way++;
    epoll_ctl(crowd.epoll, EPOLL_CTL_ADD, w->fd, &interest);
    if (bind(w->fd, (void *)&source, sizeof source)
        || (connect(w->fd, (void *)&aimed_at.address, sizeof aimed_at.address) && errno != EINPROGRESS)) {
        perror("watchers: connect");
        leave(w);
    }
}

static void ask_to_upgrade(watcher *w, uint32_t index)
{
    char request[4096];
    int count = aimed_at.identity_count;
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: " SAMPLE_NONCE "\r\nSec-WebSocket-Version: 13\r\n%s\r\n",
                          aimed_at.path, aimed_at.host, count ? aimed_at.identities[index % (uint32_t)count] : "");
    struct epoll_event interest = {.events = EPOLLIN, .data.u32 = index};
    w->stage = UPGRADING;
    if (send(w->fd, request, (size_t)length, MSG_NOSIGNAL) != length)
        leave(w);
    else
        epoll_ctl(crowd.epoll, EPOLL_CTL_MOD, w->fd, &interest);
}

static void begin_watching(watcher *w, uint64_t at)
{
    w->stage = WATCHING;
    w->receipt = at; /* until it is armed: when it was connected */
    crowd.under_way--;
    crowd.watching++;
}

/* Returns where the frames begin, or NULL when the server did not say 101. */
static const uint8_t *upgraded(watcher *w, const uint8_t *from, size_t length, uint64_t at)
{
    const uint8_t *end = memmem(from, length, "\r\n\r\n", 4);
    if (!end || length < 12 || memcmp(from + 9, "101", 3)) {
        if (!crowd.refused)
            fprintf(stderr, "watchers: refused: %.*s\n", (int)(length < 300 ? length : 300), from);
        leave(w);
        return NULL;
    }
    if (aimed_at.greeted)
        w->stage = GREETING;
    else
        begin_watching(w, at);
    return end + 4;
}

static void pong(watcher *w)
{
    uint8_t frame[6 + 125] = {0x80 | PONG, 0x80 | w->in.control_length}; /* masked with zeros */
    memcpy(frame + 6, w->in.control, w->in.control_length);
    if (send(w->fd, frame, 6u + w->in.control_length, MSG_NOSIGNAL) < 0)
        leave(w);
}

/* `{"type":"reply","id":"ask-7","ok":true,"seq":412}`: the answer to what this watcher has pressed. */
static void hear_the_answer(watcher *w, uint64_t at)
{
    const char *seq = memmem(w->in.begin, w->in.begin_length, "\"seq\":", 6);
    w->replied = at;
    w->reply = seq ? strtoull(seq + 6, NULL, 10) : 0;
    crowd.replies++;
}

/* Only the beginning is looked at: `{"type":"advance","from":408,"to":409,…`. */
static void note(watcher *w, uint64_t at)
{
    if (w->stage == GREETING) {
        begin_watching(w, at);
        return;
    }
    const char *begin = w->in.begin;
    size_t length = w->in.begin_length;
    if (w->pressed && !w->replied && memmem(begin, length < 32 ? length : 32, "\"reply\"", 7)) {
        hear_the_answer(w, at);
        return;
    }
    if (!memmem(begin, length < 32 ? length : 32, "\"advance\"", 9))
        return;
    const char *to = memmem(begin, length, "\"to\":", 5);
    const char *from = memmem(begin, length, "\"from\":", 7);
    w->to = to ? strtoull(to + 5, NULL, 10) : 0;
    for (uint64_t seq = from ? strtoull(from + 7, NULL, 10) + 1 : w->to; seq <= w->to && seq < MOST_SEQS; seq++)
        crowd.last_at[seq] = at;
    if (w->receipt || w->to < crowd.awaited)
        return;
    w->receipt = at;
    crowd.received++;
    crowd.frame_bytes = w->in.size;
    crowd.to_min = w->to < crowd.to_min ? w->to : crowd.to_min;
    crowd.to_max = w->to > crowd.to_max ? w->to : crowd.to_max;
}

static void hear(watcher *w)
{
    ssize_t length = recv(w->fd, buffer, BUFFER, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (length <= 0) {
        leave(w);
        return;
    }
    uint64_t at = now();
    const uint8_t *from = buffer, *end = buffer + length;
    if (w->stage == UPGRADING && !(from = upgraded(w, from, (size_t)length, at)))
        return;
    while (from < end && w->stage != GONE) {
        switch (read_on(&w->in, &from, end)) {
        case MESSAGE: note(w, at); break;
        case PINGED: pong(w); break;
        case CLOSED: leave(w); break;
        default: break;
        }
    }
}

/* Watcher `index` presses: one masked text frame, in one piece. Its moment is when it left. */
void press(int index, const char *name, const char *data)
{
    watcher *w = &crowd.all[index];
    uint8_t frame[1024];
    int length = snprintf((char *)frame + 8, sizeof frame - 8,
                          "{\"type\":\"command\",\"id\":\"bench-%d-%lu\",\"name\":\"%s\",\"data\":%s}", index, now(), name,
                          data);
    frame[0] = 0x81;
    frame[1] = 0x80 | 126; /* masked with zeros */
    frame[2] = (uint8_t)(length >> 8);
    frame[3] = (uint8_t)length;
    memset(frame + 4, 0, 4);
    w->pressed = now();
    w->replied = w->reply = 0;
    if (send(w->fd, frame, 8u + (size_t)length, MSG_NOSIGNAL) != length + 8)
        leave(w);
}

/* One turn of the loop: what has come is read, who has been let in asks to upgrade.
 * Returns how many sockets had something. */
int pump(int milliseconds)
{
    struct epoll_event events[512];
    int ready = epoll_wait(crowd.epoll, events, 512, milliseconds);
    for (int i = 0; i < ready; i++) {
        uint32_t index = events[i].data.u32;
        if (index == STDIN_MARK) {
            crowd.told = true;
            continue;
        }
        watcher *w = &crowd.all[index];
        if (w->stage == CONNECTING)
            ask_to_upgrade(w, index);
        else if (w->stage < STALLED)
            hear(w);
    }
    return ready;
}
