/* A crowd of signed-in watchers in one thread, told what to do by one JSON line on stdin
 * and answering each with one JSON line on stdout. Stamps are ns of CLOCK_MONOTONIC.
 *
 *   {"do":"target","host":"127.0.0.1","port":8000,"path":"/live","greeted":1}
 *       whom to watch; greeted: a watcher counts as connected when its first message has come
 *   {"do":"as","headers":"Cookie: a=b\r\nOrigin: …\r\n"}   one more identity; watchers take them in turn
 *   {"do":"connect","n":500,"at_once":256,"rcvbuf":0}  → connected, seconds, per_second, p50_ms, p99_ms
 *   {"do":"arm"}                             what comes from now on counts
 *   {"do":"await","to":409,"seconds":20}     till every watcher has an advance that reaches `to` (0: any),
 *                                            whole → first, p50, p99, last, frame_bytes, to_min, to_max; busy_ns: how long
 *                                            this program was reading, not waiting
 *   {"do":"press","n":500,"within":5000,"name":"ask_for_floor","data":"{…}"}   the first n press, evenly within so many ms
 *       → accepted; ack_p50_ms, ack_p99_ms: press to own answer; screen_…: press to the last watcher's frame; busy_ns
 *   {"do":"stall","n":200}                   the newest n watchers stop reading and are no longer waited for
 *   {"do":"close"}                           everybody leaves, without a word
 *
 *   gcc -O2 -o watchers watchers.c crowd.c && ./watchers */
#define _GNU_SOURCE
#include "crowd.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

static uint64_t *figures; /* one a watcher, to be sorted */

#define answer(...) (printf(__VA_ARGS__), putchar('\n'), fflush(stdout))

/* ── one line of JSON: flat objects of numbers and strings are all we are ever sent ── */

static const char *field(const char *line, const char *name)
{
    char quoted[32];
    snprintf(quoted, sizeof quoted, "\"%s\":", name);
    const char *at = strstr(line, quoted);
    if (!at)
        return NULL;
    at += strlen(quoted);
    return at + strspn(at, " ");
}

static long number(const char *line, const char *name, long otherwise)
{
    const char *at = field(line, name);
    return at ? strtol(at, NULL, 10) : otherwise;
}

static char unescaped(char letter) { return letter == 'r' ? '\r' : letter == 'n' ? '\n' : letter; }

static void text(const char *line, const char *name, char *into, size_t room)
{
    const char *at = field(line, name);
    size_t length = 0;
    for (at = at && *at == '"' ? at + 1 : ""; *at && *at != '"' && length + 1 < room; at++) {
        bool escaped = *at == '\\' && at[1];
        into[length++] = escaped ? unescaped(*++at) : *at;
    }
    into[length] = 0;
}

/* ── figures ── */

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_figures(int length) { qsort(figures, (size_t)length, sizeof *figures, ascending); }

/* Of sorted figures, the one below which a share of them lies, e.g. 0.99. */
static uint64_t quantile(int length, double share)
{
    return length ? figures[(int)(share * (length - 1))] : 0;
}

/* ── the commands ── */

static void aim(const char *line)
{
    char address[64];
    text(line, "host", address, sizeof address);
    text(line, "path", aimed_at.path, sizeof aimed_at.path);
    long port = number(line, "port", 0);
    aimed_at.greeted = number(line, "greeted", 0);
    aimed_at.identity_count = 0;
    aimed_at.address.sin_family = AF_INET;
    aimed_at.address.sin_port = htons((uint16_t)port);
    inet_pton(AF_INET, address, &aimed_at.address.sin_addr);
    snprintf(aimed_at.host, sizeof aimed_at.host, "%s:%ld", address, port);
    answer("{\"ok\":true}");
}

static void add_identity(const char *line)
{
    bool room = aimed_at.identity_count < IDENTITIES;
    if (room)
        text(line, "headers", aimed_at.identities[aimed_at.identity_count++], sizeof aimed_at.identities[0]);
    answer("{\"ok\":%s}", room ? "true" : "false");
}

static void answer_connected(int first, int n, double seconds)
{
    int connected = 0;
    for (int i = first; i < crowd.size; i++)
        if (crowd.all[i].stage == WATCHING)
            figures[connected++] = crowd.all[i].receipt - crowd.all[i].began;
    sort_figures(connected);
    answer("{\"ok\":%s,\"connected\":%d,\"refused\":%d,\"seconds\":%.4f,\"per_second\":%.1f,"
           "\"p50_ms\":%.3f,\"p99_ms\":%.3f}",
           connected == n ? "true" : "false", connected, crowd.refused, seconds, connected / seconds,
           (double)quantile(connected, .5) / 1e6, (double)quantile(connected, .99) / 1e6);
}

static void connect_many(const char *line)
{
    int n = (int)number(line, "n", 1), at_once = (int)number(line, "at_once", 256);
    int first = crowd.size, rcvbuf = (int)number(line, "rcvbuf", 0);
    int end = first + n < crowd.most ? first + n : crowd.most;
    crowd.refused = 0;
    uint64_t begin = now(), at = begin, patience = begin + 120000000000u;
    while ((crowd.size < end || crowd.under_way) && at < patience) {
        while (crowd.size < end && crowd.under_way < at_once)
            open_next(rcvbuf);
        pump(100);
        at = now();
    }
    answer_connected(first, n, (double)(at - begin) / 1e9);
}

static void arm(void)
{
    for (int i = 0; i < crowd.size; i++)
        crowd.all[i].receipt = 0;
    crowd.received = 0;
    crowd.awaited = crowd.to_max = crowd.frame_bytes = 0;
    crowd.to_min = UINT64_MAX;
    answer("{\"ok\":true,\"watching\":%d,\"lost\":%d}", crowd.watching, crowd.lost);
}

/* A `to` that is named only now: whoever has something older has to wait on. */
static void raise_the_bar(uint64_t to)
{
    for (int i = 0; i < crowd.size; i++) {
        watcher *w = &crowd.all[i];
        if (w->stage == WATCHING && w->receipt && w->to < to) {
            w->receipt = 0;
            crowd.received--;
        }
    }
    crowd.awaited = to;
}

static void answer_received(uint64_t busy)
{
    int length = 0;
    for (int i = 0; i < crowd.size; i++)
        if (crowd.all[i].stage == WATCHING && crowd.all[i].receipt)
            figures[length++] = crowd.all[i].receipt;
    sort_figures(length);
    answer("{\"ok\":%s,\"received\":%d,\"missing\":%d,\"lost\":%d,\"first\":%lu,\"p50\":%lu,\"p99\":%lu,"
           "\"last\":%lu,\"frame_bytes\":%lu,\"to_min\":%lu,\"to_max\":%lu,\"busy_ns\":%lu}",
           length && length == crowd.watching ? "true" : "false", length, crowd.watching - length, crowd.lost,
           quantile(length, 0), quantile(length, .5), quantile(length, .99), quantile(length, 1),
           crowd.frame_bytes, length ? crowd.to_min : 0, crowd.to_max, busy);
}

/* Sleeps till the first watcher has it, then turns without sleeping: waking the reader is
 * then no part of what a write costs, for neither server. */
static void await_all(const char *line)
{
    raise_the_bar((uint64_t)number(line, "to", 0));
    uint64_t at = now(), busy = 0, patience = at + (uint64_t)number(line, "seconds", 20) * 1000000000u;
    while (crowd.received < crowd.watching && at < patience) {
        uint64_t begin = at;
        bool slept = !crowd.received;
        bool read = pump(slept ? 20 : 0);
        at = now();
        busy += read && !slept ? at - begin : 0;
    }
    answer_received(busy);
}

/* Whether everybody who pressed has an answer, and every watcher a frame that reaches the last of these. */
static bool all_have_heard(int n)
{
    uint64_t head = 0;
    if (crowd.replies < n)
        return false;
    for (int i = 0; i < n; i++)
        head = crowd.all[i].reply > head ? crowd.all[i].reply : head;
    for (int i = 0; i < crowd.size; i++)
        if (crowd.all[i].stage == WATCHING && crowd.all[i].to < head)
            return false;
    return true;
}

static void answer_pressed(int n, uint64_t busy)
{
    int accepted = 0;
    double ack[2], screen[3];
    for (int i = 0; i < n; i++)
        if (crowd.all[i].replied)
            figures[accepted++] = crowd.all[i].replied - crowd.all[i].pressed;
    sort_figures(accepted);
    ack[0] = (double)quantile(accepted, .5) / 1e6;
    ack[1] = (double)quantile(accepted, .99) / 1e6;
    accepted = 0;
    for (int i = 0; i < n; i++)
        if (crowd.all[i].reply && crowd.all[i].reply < MOST_SEQS)
            figures[accepted++] = crowd.last_at[crowd.all[i].reply] - crowd.all[i].pressed;
    sort_figures(accepted);
    screen[0] = (double)quantile(accepted, .5) / 1e6;
    screen[1] = (double)quantile(accepted, .99) / 1e6;
    screen[2] = (double)quantile(accepted, 1) / 1e6;
    answer("{\"ok\":%s,\"accepted\":%d,\"lost\":%d,\"ack_p50_ms\":%.3f,\"ack_p99_ms\":%.3f,\"screen_p50_ms\":%.3f,"
           "\"screen_p99_ms\":%.3f,\"screen_last_ms\":%.3f,\"busy_ns\":%lu}",
           accepted == n && all_have_heard(n) ? "true" : "false", accepted, crowd.lost, ack[0], ack[1], screen[0],
           screen[1], screen[2], busy);
}

/* Nobody waits for an answer before the next presses: people do not. */
static void press_many(const char *line)
{
    char name[64], data[512];
    int n = (int)number(line, "n", 1), pressed = 0;
    uint64_t between = (uint64_t)number(line, "within", 5000) * 1000000u / (uint64_t)n;
    text(line, "name", name, sizeof name);
    text(line, "data", data, sizeof data);
    uint64_t begin = now(), at = begin, patience = begin + 60000000000u, busy = 0;
    crowd.replies = 0;
    while (at < patience && (pressed < n || !all_have_heard(n))) {
        while (pressed < n && at - begin >= (uint64_t)pressed * between)
            press(pressed++, name, data);
        uint64_t woken = now();
        bool read = pump(1);
        at = now();
        busy += read ? at - woken : 0;
    }
    answer_pressed(n, busy);
}

static void stall(const char *line)
{
    int left = (int)number(line, "n", 0), stalled = 0;
    for (int i = crowd.size - 1; i >= 0 && stalled < left; i--) {
        watcher *w = &crowd.all[i];
        if (w->stage != WATCHING)
            continue;
        epoll_ctl(crowd.epoll, EPOLL_CTL_DEL, w->fd, NULL);
        w->stage = STALLED;
        crowd.watching--;
        stalled++;
    }
    answer("{\"ok\":true,\"stalled\":%d}", stalled);
}

static void close_all(void)
{
    for (int i = 0; i < crowd.size; i++)
        if (crowd.all[i].stage != GONE)
            close(crowd.all[i].fd);
    crowd.size = crowd.under_way = crowd.watching = crowd.received = crowd.lost = crowd.refused = 0;
    answer("{\"ok\":true}");
}

static void obey(void)
{
    char line[8192], verb[32];
    crowd.told = false;
    ssize_t length = read(STDIN_FILENO, line, sizeof line - 1);
    if (length <= 0)
        exit(0);
    line[length] = 0;
    text(line, "do", verb, sizeof verb);
    if (!strcmp(verb, "target"))
        aim(line);
    else if (!strcmp(verb, "as"))
        add_identity(line);
    else if (!strcmp(verb, "connect"))
        connect_many(line);
    else if (!strcmp(verb, "arm"))
        arm();
    else if (!strcmp(verb, "await"))
        await_all(line);
    else if (!strcmp(verb, "press"))
        press_many(line);
    else if (!strcmp(verb, "stall"))
        stall(line);
    else if (!strcmp(verb, "close"))
        close_all();
    else
        answer("{\"ok\":false,\"error\":\"unknown command\"}");
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    gather();
    figures = calloc((size_t)crowd.most, sizeof *figures);
    for (;;) {
        pump(-1);
        if (crowd.told)
            obey();
    }
}
