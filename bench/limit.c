/* The bare limit: a server that does nothing but upgrade WebSockets and, when a line
 * "write BYTES" arrives on stdin, write one frame of exactly BYTES bytes (header
 * included) to every socket in a plain write() loop.
 *
 *   gcc -O2 -o limit limit.c && ./limit
 *
 * The first line of stdout is {"port":N}. Each "write" is answered by
 * {"begin":ns,"end":ns,"sockets":N,"short":N}: the loop's own time on CLOCK_MONOTONIC,
 * and how many writes found the socket's buffer full (the figure is void if any did).
 * "count" is answered by {"sockets":N}. The program ends with its stdin. */
#define _GNU_SOURCE
#include "frames.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define LARGEST_FRAME (1 << 20)

static const char upgrade[] = "HTTP/1.1 101 Switching Protocols\r\n"
                              "Upgrade: websocket\r\n"
                              "Connection: Upgrade\r\n"
                              "Sec-WebSocket-Accept: " SAMPLE_ACCEPT "\r\n\r\n";

static int epoll, listener;
static int *sockets, *place; /* upgraded sockets, and each descriptor's place among them (or -1) */
static int count;
static uint8_t frame[LARGEST_FRAME];
static unsigned long written; /* frames so far: the seq that the next one claims to reach */

static void say_and_flush(void)
{
    putchar('\n');
    fflush(stdout);
}

static void listen_on_a_free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (void *)&address, length) || listen(listener, 4096)) {
        perror("limit: listen");
        exit(1);
    }
    getsockname(listener, (void *)&address, &length);
    printf("{\"port\":%d}", ntohs(address.sin_port));
    say_and_flush();
}

static void watch(int fd)
{
    struct epoll_event interest = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &interest);
}

static void accept_all(void)
{
    int fd, on = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        place[fd] = -1;
        watch(fd);
    }
}

static void admit(int fd)
{
    place[fd] = count;
    sockets[count++] = fd;
    if (write(fd, upgrade, sizeof upgrade - 1) != sizeof upgrade - 1)
        perror("limit: upgrade");
}

static void drop(int fd)
{
    if (place[fd] >= 0) {
        int last = sockets[--count];
        sockets[place[fd]] = last;
        place[last] = place[fd];
    }
    close(fd);
}

/* The request comes in one piece from our own client; what comes later (pongs) is of no interest. */
static void hear(int fd)
{
    static char bytes[65536];
    ssize_t length = read(fd, bytes, sizeof bytes);
    if (length < 0 && errno == EAGAIN)
        return;
    if (length <= 0)
        drop(fd);
    else if (place[fd] < 0)
        admit(fd);
}

/* A full buffer is waited for, so that the stream stays whole. */
static void write_the_rest(int fd, const uint8_t *from, size_t length)
{
    struct pollfd room = {.fd = fd, .events = POLLOUT};
    while (length) {
        poll(&room, 1, -1);
        ssize_t part = write(fd, from, length);
        if (part < 0 && errno != EAGAIN)
            return;
        if (part > 0) {
            from += part;
            length -= (size_t)part;
        }
    }
}

/* A frame that looks like the product's, filled up to exactly `bytes`. */
static void make_frame(size_t bytes)
{
    size_t header = bytes < 128 ? 2 : bytes < 65540 ? 4 : 10, payload = bytes - header;
    frame_header(frame, payload);
    memset(frame + header, 'x', payload);
    char begin[96];
    int length = snprintf(begin, sizeof begin, "{\"type\":\"advance\",\"from\":%lu,\"to\":%lu,\"x\":\"",
                          written, written + 1);
    if ((size_t)length + 2 <= payload) {
        memcpy(frame + header, begin, (size_t)length);
        memcpy(frame + bytes - 2, "\"}", 2);
    }
    written++;
}

/* The loop that everything else is compared with. */
static void write_to_all(size_t bytes)
{
    int too_full = 0;
    make_frame(bytes);
    uint64_t begin = now();
    for (int i = 0; i < count; i++) {
        ssize_t part = write(sockets[i], frame, bytes);
        if (part != (ssize_t)bytes) {
            too_full++;
            write_the_rest(sockets[i], frame + (part > 0 ? part : 0), bytes - (size_t)(part > 0 ? part : 0));
        }
    }
    uint64_t end = now();
    printf("{\"begin\":%lu,\"end\":%lu,\"sockets\":%d,\"short\":%d}", begin, end, count, too_full);
    say_and_flush();
}

static void obey(void)
{
    char line[256];
    unsigned long bytes;
    ssize_t length = read(STDIN_FILENO, line, sizeof line - 1);
    if (length <= 0)
        exit(0);
    line[length] = 0;
    if (sscanf(line, "write %lu", &bytes) == 1 && bytes >= 64 && bytes <= LARGEST_FRAME) {
        write_to_all(bytes);
    } else if (!strncmp(line, "count", 5)) {
        printf("{\"sockets\":%d}", count);
        say_and_flush();
    } else {
        printf("{\"error\":\"unknown command\"}");
        say_and_flush();
    }
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    int most = open_files_to_the_limit();
    sockets = calloc((size_t)most, sizeof *sockets);
    place = calloc((size_t)most, sizeof *place);
    epoll = epoll_create1(0);
    listen_on_a_free_port();
    watch(listener);
    watch(STDIN_FILENO);
    for (;;) {
        struct epoll_event events[512];
        int ready = epoll_wait(epoll, events, 512, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == listener)
                accept_all();
            else if (fd == STDIN_FILENO)
                obey();
            else
                hear(fd);
        }
    }
}
