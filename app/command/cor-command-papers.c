/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-record.h"

#include "cor-papers.h"

static gboolean
parse_language (const char *code, CorLanguage *language, GError **error)
{
  if (code == NULL)
    *language = COR_LANGUAGE_EN;
  else if (!cor_language_parse (code, language) || *language >= COR_N_DESK_LANGUAGES)
    {
      g_set_error (error, COR_COMMAND_ERROR, 0, "There are no sheets in “%s”; choose en, he or uk.",
                   code);
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse_what (const char *name, CorExportWhat *what, GError **error)
{
  static const char *const names[] = { "routes", "clusters", "movements" };

  *what = COR_EXPORT_ROUTES;
  if (name == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      {
        *what = (CorExportWhat) i;
        return TRUE;
      }

  g_set_error (error, COR_COMMAND_ERROR, 0,
               "“%s” cannot be exported; choose routes, clusters or movements.", name);

  return FALSE;
}

/* What goes on paper or into a file. */
typedef struct
{
  char *output;
  CorLanguage language;
  CorExportWhat what;   /* of an export */
  int published_number; /* 0: what people were told, or what there is */
  gboolean draft;       /* what there is, although people were told something else */
} PaperWish;

static gboolean
check (const PaperWish *wish, const char *usage, GError **error)
{
  if (wish->output == NULL)
    return cor_command_refuse (error, usage, "--output is missing.");
  if (wish->published_number < 0)
    return cor_command_refuse (error, usage, "--published is the number of a published plan.");
  if (wish->published_number > 0 && wish->draft)
    return cor_command_refuse (error, usage,
                               "What was published is no draft: take --published or --draft.");

  return TRUE;
}

/* The number of what is meant; 0: the plan as it is now, whose routes are then computed. */
static gboolean
choose_number (CorSession *session, const PaperWish *wish, guint *number, GError **error)
{
  g_autoptr (CorResult) routes = NULL;

  *number = wish->published_number > 0 ? (guint) wish->published_number
            : wish->draft              ? 0
                                       : cor_session_get_told_number (session);
  if (*number != 0)
    return TRUE;

  routes = cor_command_compute (session, error);

  return routes != NULL;
}

/* An officer who has changed the plan must not take what was published for it. */
static void
tell_whose (CorSession *session, const PaperWish *wish, guint number)
{
  if (number != 0)
    g_print (" of published plan %u", number);
  g_print ("\n");
  if (number != 0 && wish->published_number == 0 && !cor_session_is_as_told (session))
    g_print ("The plan has changed since. Publish it to tell people so, or take it as it is now "
             "with --draft.\n");
}

static gboolean
write_sheets (CorSession *session, const PaperWish *wish, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  CorAwait await = { NULL };
  guint number, n_pages;

  if (!choose_number (session, wish, &number, error))
    return FALSE;

  cor_session_write_sheets_async (session, number, wish->output, wish->language, NULL, cor_await_cb,
                                  &await);
  result = cor_await (&await);
  n_pages = cor_session_write_sheets_finish (session, result, error);
  if (n_pages == 0)
    return FALSE;
  g_print ("%s: %u pages", wish->output, n_pages);
  tell_whose (session, wish, number);

  return TRUE;
}

static gboolean
export_published (CorSession *session, const PaperWish *wish, guint number, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  CorAwait await = { NULL };

  cor_session_export_published_async (session, number, wish->output, wish->what, wish->language,
                                      NULL, cor_await_cb, &await);
  result = cor_await (&await);

  return cor_session_export_published_finish (session, result, error);
}

static gboolean
write_export (CorSession *session, const PaperWish *wish, GError **error)
{
  guint number;

  if (!choose_number (session, wish, &number, error) ||
      !(number != 0
            ? export_published (session, wish, number, error)
            : cor_session_export (session, wish->output, wish->what, wish->language, error)))
    return FALSE;
  g_print ("%s: written", wish->output);
  tell_whose (session, wish, number);

  return TRUE;
}

/**
 * cor_command_sheets:
 * @argc: how many arguments
 * @argv: PLAN --output FILE.pdf [--language en|he|uk] [--published N | --draft]
 * @error: set when it fails
 *
 * Writes all sheets of a plan as one PDF: of what was published last, as it was then, if anything
 * was.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_sheets (int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *code = NULL;
  g_autofree char *scenario = NULL;
  g_autoptr (CorOpenPlan) session = NULL;
  PaperWish wish = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &code, NULL, NULL },
    { "published", 0, 0, G_OPTION_ARG_INT, &wish.published_number, NULL, NULL },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &wish.draft, NULL, NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_SHEETS, error))
    return FALSE;
  wish.output = output;
  if (!check (&wish, COR_USAGE_SHEETS, error))
    return FALSE;
  if (!parse_language (code, &wish.language, error))
    return FALSE;
  session = cor_command_open_to_compute (argv[1], scenario, error);
  if (session == NULL || !write_sheets (session, &wish, error))
    return FALSE;

  return cor_command_close (session, error);
}

/**
 * cor_command_export:
 * @argc: how many arguments
 * @argv: PLAN --output FILE [--what routes|clusters|movements] [--language en|he|uk]
 *   [--published N | --draft]
 * @error: set when it fails
 *
 * Writes routes, clusters or movements for other programs, of what was published last if anything
 * was; the file's ending says in which format.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_export (int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *name = NULL;
  g_autofree char *code = NULL;
  g_autofree char *scenario = NULL;
  g_autoptr (CorOpenPlan) session = NULL;
  PaperWish wish = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "what", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &code, NULL, NULL },
    { "published", 0, 0, G_OPTION_ARG_INT, &wish.published_number, NULL, NULL },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &wish.draft, NULL, NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_EXPORT, error))
    return FALSE;
  wish.output = output;
  if (!check (&wish, COR_USAGE_EXPORT, error))
    return FALSE;
  if (!parse_what (name, &wish.what, error) || !parse_language (code, &wish.language, error))
    return FALSE;
  session = cor_command_open_to_compute (argv[1], scenario, error);
  if (session == NULL || !write_export (session, &wish, error))
    return FALSE;

  return cor_command_close (session, error);
}
