/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a plan is judged by, the most important first; see #CorResult. */
typedef enum
{
  COR_OBJECTIVE_LEFT_INSIDE, /* people not out at the horizon, weighted by priority */
  COR_OBJECTIVE_LAST_OUT,    /* s from the plan's start until the last one is out */
  COR_OBJECTIVE_PERSON_TIME, /* person-seconds inside, in columns and in queues */
  COR_OBJECTIVE_EXPOSURE,    /* person-metres within reach of a front */
  COR_OBJECTIVE_MOVEMENTS,   /* movements */
  COR_OBJECTIVE_CHANGE,      /* people who were told otherwise by the plan published last */
} CorObjective;

#define COR_N_OBJECTIVES 6

/* Stands for the value of a term that nobody has measured. */
#define COR_OBJECTIVE_NOT_MEASURED (-1)

/* How urgent it is that somebody gets out, as officers set it. */
typedef enum
{
  COR_PRIORITY_URGENT,
  COR_PRIORITY_HIGH,
  COR_PRIORITY_NORMAL,
  COR_PRIORITY_LATER,
} CorPriority;

#define COR_N_PRIORITIES 4

const char *cor_objective_get_code (CorObjective objective);

const char *cor_priority_get_code (CorPriority priority);

G_END_DECLS
