/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cor-application.h"
#include "cor-desk-language.h"

#include <sys/resource.h>

/* A crash must not write people's particulars to disk. */
static void
forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

int
main (int argc, char **argv)
{
  g_autoptr (CorApplication) application = NULL;

  forbid_core_dumps ();
  cor_desk_language_init ();
  application = cor_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
