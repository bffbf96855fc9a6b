/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-application.h"

#include "cor-desk-language.h"
#include "cor-frame-meter.h"
#include "cor-window.h"

#include <glib/gi18n.h>

struct _CorApplication
{
  AdwApplication parent_instance;

  CorAtlas *atlas;
  gboolean measure;
  CorFrameMeter *meter;
};

G_DEFINE_FINAL_TYPE (CorApplication, cor_application, ADW_TYPE_APPLICATION)

static CorWindow *
open_window (CorApplication *self)
{
  CorWindow *window = cor_window_new (self, self->atlas, NULL);

  gtk_window_present (GTK_WINDOW (window));
  if (self->measure && self->meter == NULL)
    self->meter = cor_frame_meter_new (GTK_WIDGET (window));

  return window;
}

static void
cor_application_startup (GApplication *application)
{
  CorApplication *self = COR_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  G_APPLICATION_CLASS (cor_application_parent_class)->startup (application);

  cor_desk_language_set (cor_desk_language_get ());
  self->atlas = cor_atlas_load (NULL, &error);
  if (self->atlas == NULL)
    {
      g_printerr ("%s\n", error->message);
      g_application_quit (application);
    }
}

static void
cor_application_activate (GApplication *application)
{
  CorApplication *self = COR_APPLICATION (application);

  if (self->atlas != NULL)
    open_window (self);
}

static void
cor_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  CorApplication *self = COR_APPLICATION (application);

  for (int i = 0; self->atlas != NULL && i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      cor_window_open_plan (open_window (self), path);
    }
}

static int
cor_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  COR_APPLICATION (application)->measure = g_variant_dict_contains (options, "measure");

  return -1;
}

static void
cor_application_shutdown (GApplication *application)
{
  g_clear_object (&COR_APPLICATION (application)->meter);

  G_APPLICATION_CLASS (cor_application_parent_class)->shutdown (application);
}

static void
cor_application_finalize (GObject *object)
{
  CorApplication *self = COR_APPLICATION (object);

  g_clear_pointer (&self->atlas, cor_atlas_unref);

  G_OBJECT_CLASS (cor_application_parent_class)->finalize (object);
}

static void
cor_application_class_init (CorApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = cor_application_finalize;
  application_class->handle_local_options = cor_application_handle_local_options;
  application_class->shutdown = cor_application_shutdown;
  application_class->startup = cor_application_startup;
  application_class->activate = cor_application_activate;
  application_class->open = cor_application_open;
}

static void
cor_application_init (CorApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "measure", 0, 0, G_OPTION_ARG_NONE,
                                 N_ ("Print how long frames and gaps of the main loop were"), NULL);
}

/**
 * cor_application_new:
 *
 * Returns: (transfer full): the desk's process
 */
CorApplication *
cor_application_new (void)
{
  return g_object_new (COR_TYPE_APPLICATION, "application-id", "org.corridors.Corridors", "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       "/org/corridors/Corridors", NULL);
}
