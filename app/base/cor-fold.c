/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fold.h"

#include <string.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>

/* Cyrillic is read as Ukrainian with the letters that only Russian has added; apostrophes in all
 * the shapes that lists hold vanish; what remains loses its accents and its case. Hebrew gives the
 * consonants that ICU writes for it. */
static const char fold_rules[] = ":: NFKC;"
                                 "[\\u0027\\u0060\\u00B4\\u02B9\\u02BC\\u2018\\u2019\\u05F3\\u05F4"
                                 "\\u201C\\u201D\\u0022\\u02BB] > ;"
                                 "[\\u044A\\u042A\\u044C\\u042C] > ;"
                                 ":: Lower;"
                                 "\\u044B > y; \\u044D > e; \\u0451 > io;"
                                 ":: Ukrainian-Latin/BGN;"
                                 ":: Any-Latin; :: Latin-ASCII; :: Lower;"
                                 "[\\u0027\\u0060] > ;"
                                 "[^a-z0-9]+ > ' ';";

static UTransliterator *
open_transliterator (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UParseError parse_error;
  UChar id[32];
  UChar rules[1024];
  UTransliterator *transliterator;
  int32_t length = u_unescape (fold_rules, rules, G_N_ELEMENTS (rules));

  u_uastrcpy (id, "CorFold");
  transliterator = utrans_openU (id, -1, UTRANS_FORWARD, rules, length, &parse_error, &status);
  g_assert (U_SUCCESS (status));

  return transliterator;
}

static void
close_transliterator (gpointer transliterator)
{
  utrans_close (transliterator);
}

static gboolean
fold_ascii (const char *text, GString *folded)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if ((guchar) *c >= 0x80)
        return FALSE;
      if (g_ascii_isalnum (*c))
        g_string_append_c (folded, g_ascii_tolower (*c));
      else if (*c != '\'' && *c != '`' && *c != '"' && folded->len > 0 &&
               folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  g_strchomp (folded->str);

  return TRUE;
}

static char *
fold_unicode (const char *text)
{
  static GPrivate transliterator = G_PRIVATE_INIT (close_transliterator);
  UErrorCode status = U_ZERO_ERROR;
  gsize n_bytes = strlen (text);
  int32_t capacity = (int32_t) n_bytes * 6 + 64;
  int32_t length = 0;
  int32_t limit;
  g_autofree UChar *buffer = g_new (UChar, capacity);
  g_autofree char *folded = NULL;

  if (g_private_get (&transliterator) == NULL)
    g_private_set (&transliterator, open_transliterator ());

  u_strFromUTF8WithSub (buffer, capacity, &length, text, (int32_t) n_bytes, 0xFFFD, NULL, &status);
  limit = length;
  utrans_transUChars (g_private_get (&transliterator), buffer, &length, capacity, 0, &limit,
                      &status);
  if (U_FAILURE (status))
    return g_ascii_strdown (text, -1);

  folded = g_malloc ((gsize) length + 1);
  for (int32_t i = 0; i < length; i++)
    folded[i] = buffer[i] < 0x80 ? (char) buffer[i] : ' ';
  folded[length] = '\0';

  return g_strdup (g_strstrip (folded));
}

/**
 * cor_fold:
 * @text: a name in any script and case
 *
 * Makes a key by which names are compared and searched: lower-case ASCII letters, digits and single
 * spaces. Ukrainian is transliterated by the BGN/PCGN table, other scripts by ICU's; "Київ", "КИЇВ"
 * and "kyyiv" meet, "Kiev" needs an alias. Hebrew keeps its consonants only. Safe on any thread.
 *
 * Returns: (transfer full): the key, perhaps empty
 */
char *
cor_fold (const char *text)
{
  g_autoptr (GString) folded = g_string_sized_new (32);

  g_return_val_if_fail (text != NULL, NULL);

  if (fold_ascii (text, folded))
    return g_strdup (folded->str);

  return fold_unicode (text);
}
