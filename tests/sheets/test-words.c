/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-words.h"

#include <pango/pangocairo.h>
#include <string.h>

static const CorWordTable *const tables[] = { &cor_words_en, &cor_words_he, &cor_words_uk };

static guint
count_gaps (const char *text)
{
  guint n_gaps = 0;

  for (; *text != '\0'; text++)
    if (*text == '{')
      n_gaps++;

  return n_gaps;
}

static void
test_all_words_in_all_languages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (guint j = 0; j < COR_N_WORDS; j++)
        {
          g_assert_nonnull (tables[i]->words[j]);
          g_assert_cmpuint (count_gaps (tables[i]->words[j]), ==,
                            count_gaps (cor_words_en.words[j]));
        }
      for (guint j = 0; j < COR_N_STATUSES; j++)
        g_assert_nonnull (tables[i]->statuses[j]);
      for (guint j = 0; j < COR_N_NEEDS; j++)
        g_assert_nonnull (tables[i]->needs[j]);
      for (guint j = 0; j < COR_N_REASONS; j++)
        {
          g_assert_nonnull (tables[i]->reasons[j]);
          g_assert_nonnull (tables[i]->remedies[j]);
        }
    }
}

/* No box instead of a letter: the font that ships has them all. */
static void
test_all_letters_can_be_printed (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string ("DejaVu Sans Bold 10");

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (guint j = 0; j < COR_N_WORDS; j++)
      {
        pango_layout_set_text (layout, tables[i]->words[j], -1);
        g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
      }
  g_object_unref (context);
}

static void
test_filled_numbers_are_isolated_in_hebrew (void)
{
  g_autofree char *hebrew = cor_word_fill (COR_LANGUAGE_HE, COR_WORD_PAGE_OF, "3", "12", NULL);
  g_autofree char *english = cor_word_fill (COR_LANGUAGE_EN, COR_WORD_PAGE_OF, "3", "12", NULL);
  g_autofree char *nested = cor_word_fill (COR_LANGUAGE_HE, COR_WORD_LATER, "ק״מ", NULL);

  g_assert_nonnull (strstr (hebrew, "\342\201\2463\342\201\251"));
  g_assert_cmpstr (english, ==, "Page 3 of 12");
  g_assert_null (strstr (nested, "\342\201\246"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheets/words/all", test_all_words_in_all_languages);
  g_test_add_func ("/sheets/words/letters", test_all_letters_can_be_printed);
  g_test_add_func ("/sheets/words/isolated", test_filled_numbers_are_isolated_in_hebrew);

  return g_test_run ();
}
