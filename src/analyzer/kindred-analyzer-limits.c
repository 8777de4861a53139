/* kindred-analyzer-limits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analyzer-limits.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NICENESS 10

/* From the kernel's ioprio_set(2), which has no wrapper in the C library. */
#define IOPRIO_WHO_PROCESS 1
#define IOPRIO_CLASS_IDLE 3
#define IOPRIO_CLASS_SHIFT 13

static void
limit (int resource, rlim_t value)
{
  struct rlimit current;

  if (getrlimit (resource, &current) != 0)
    return;

  if (current.rlim_max == RLIM_INFINITY || value < current.rlim_max)
    current.rlim_max = value;
  current.rlim_cur = current.rlim_max;
  if (setrlimit (resource, &current) != 0)
    g_debug ("A resource limit could not be set");
}

void
kindred_analyzer_limits_apply (guint64 max_memory)
{
  if (setpriority (PRIO_PROCESS, 0, NICENESS) != 0
      || syscall (SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_IDLE << IOPRIO_CLASS_SHIFT) != 0)
    g_debug ("The priority could not be lowered");

  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);

  limit (RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) /* which maps terabytes that it does not use */
  limit (RLIMIT_AS, max_memory > 0 ? max_memory : KINDRED_ANALYZER_DEFAULT_MEMORY);
#endif
}
