/* kindred-merge-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-merge-dialog.h"

#include "kindred-held-enter.h"
#include "kindred-merge-card.h"
#include "kindred-shared-photos.h"

#include <glib/gi18n-lib.h>

#define MIN_HEIGHT 120
#define MIN_HEIGHT_WITH_PHOTOS 370
#define RESIZE_FRAMES 12

typedef struct
{
  KindredSession *session;
  GPtrArray *persons; /* of KindredPersonItem: those who are still there */
  gint64 keep;

  GtkScrolledWindow *scrolled;
  GtkFlowBox *cards;
  GtkLabel *gone;
  GtkLabel *afterwards;
  AdwBin *photos;
  guint n_frames; /* in which it is resized */
} Merge;

static void
merge_free (Merge *merge)
{
  g_object_unref (merge->session);
  g_ptr_array_unref (merge->persons);
  g_free (merge);
}

/* Somebody with a name, else the one with more faces. */
static KindredPersonItem *
choose_best (GPtrArray *persons)
{
  KindredPersonItem *best = g_ptr_array_index (persons, 0);

  for (guint i = 1; i < persons->len; i++)
    {
      KindredPersonItem *person = g_ptr_array_index (persons, i);
      gboolean named = kindred_person_item_get_name (person) != NULL;
      gboolean best_named = kindred_person_item_get_name (best) != NULL;

      if (named != best_named ? named
                              : kindred_person_item_get_n_faces (person) > kindred_person_item_get_n_faces (best))
        best = person;
    }

  return best;
}

static void
responded_cb (AdwMessageDialog *dialog, const char *response, Merge *merge)
{
  g_autoptr (GArray) from = NULL;
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (!g_str_equal (response, "merge") || merge->persons->len < 2)
    return;

  from = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < merge->persons->len; i++)
    {
      gint64 id = kindred_item_get_id (g_ptr_array_index (merge->persons, i));

      if (id != merge->keep)
        g_array_append_val (from, id);
    }

  edit = kindred_edit_new_merge (merge->keep, (const gint64 *) from->data, from->len, &error);
  kindred_session_edit (merge->session, edit, error);
}

/* ---- what comes of it ---- */

/* As kindred_edit_new_merge() does it: one without name takes that of another. */
static const char *
choose_name (Merge *merge)
{
  KindredPersonItem *first = NULL;

  for (guint i = 0; i < merge->persons->len; i++)
    {
      KindredPersonItem *person = g_ptr_array_index (merge->persons, i);
      gint64 id = kindred_item_get_id (KINDRED_ITEM (person));

      if (kindred_person_item_get_name (person) == NULL)
        continue;
      if (id == merge->keep)
        return kindred_person_item_get_name (person);
      if (first == NULL || id < kindred_item_get_id (KINDRED_ITEM (first)))
        first = person;
    }

  return first != NULL ? kindred_person_item_get_name (first) : NULL;
}

static void
update_afterwards (Merge *merge)
{
  const char *name = choose_name (merge);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;
  guint n_faces = 0;

  for (guint i = 0; i < merge->persons->len; i++)
    n_faces += kindred_person_item_get_n_faces (g_ptr_array_index (merge->persons, i));

  count = g_strdup_printf (ngettext ("%'u face", "%'u faces", n_faces), n_faces);
  /* Translators: what persons are after they became one: a name, and "12 faces" */
  text = g_strdup_printf (_ ("Afterwards: %s, %s"), name != NULL ? name : _ ("Unnamed person"), count);
  gtk_label_set_label (merge->afterwards, text);
  gtk_widget_set_visible (GTK_WIDGET (merge->afterwards), merge->persons->len >= 2);
}

static void
card_toggled_cb (KindredMergeCard *card, Merge *merge)
{
  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card)))
    return;

  merge->keep = kindred_item_get_id (KINDRED_ITEM (kindred_merge_card_get_person (card)));
  update_afterwards (merge);
}

/* ---- while the dialog is open ---- */

static gboolean
resize_cb (GtkWidget *content, GdkFrameClock *clock, gpointer user_data)
{
  Merge *merge = user_data;

  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (content)), -1, -1);

  return --merge->n_frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* To what it shows now.  GtkWindow keeps the size that it had; just shown, it takes the one that the window system
 * tells of some frames later for what it should keep. */
static void
resize (Merge *merge)
{
  if (merge->n_frames == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (merge->cards), resize_cb, merge, NULL);
  merge->n_frames = RESIZE_FRAMES;
}

/* They are the reason not to merge, if any is: they are in sight, though the dialog be higher than the window. */
static void
photos_shown_cb (Merge *merge)
{
  gtk_scrolled_window_set_min_content_height (merge->scrolled, MIN_HEIGHT_WITH_PHOTOS);
  resize (merge);
}

static void
update_photos (Merge *merge)
{
  GtkWidget *photos = merge->persons->len >= 2 ? kindred_shared_photos_new (merge->session, merge->persons) : NULL;

  gtk_scrolled_window_set_min_content_height (merge->scrolled, MIN_HEIGHT);
  adw_bin_set_child (merge->photos, photos);
  if (photos != NULL)
    g_signal_connect_swapped (photos, "notify::visible", G_CALLBACK (photos_shown_cb), merge);
}

static void
update_heading (AdwMessageDialog *dialog, Merge *merge)
{
  guint n_persons = merge->persons->len;

  if (n_persons >= 2)
    {
      adw_message_dialog_format_heading (dialog, ngettext ("Merge %'u Person?", "Merge %'u People?", n_persons),
                                         n_persons);
      adw_message_dialog_set_body (dialog, _ ("All their faces become one person. Whose name and picture stay?"));
      return;
    }

  /* Translators: there are not two people any more who could become one */
  adw_message_dialog_set_heading (dialog, _ ("Nobody to Merge With"));
  adw_message_dialog_set_body (dialog, "");
}

static void
tell_gone (Merge *merge, KindredPersonItem *person)
{
  const char *name = kindred_person_item_get_name (person);
  g_autofree char *text = name != NULL
                              ? g_strdup_printf (_ ("“%s” is gone: the faces are with somebody else now."), name)
                              : g_strdup (_ ("An unnamed person is gone: the faces are with somebody else now."));

  gtk_label_set_label (merge->gone, text);
  gtk_widget_set_visible (GTK_WIDGET (merge->gone), TRUE);
}

/* Another program may have merged, split or renamed somebody. */
static gboolean
update_persons (Merge *merge)
{
  KindredPeople *people = kindred_session_get_people (merge->session);
  gboolean any_gone = FALSE;
  guint i = 0;

  while (i < merge->persons->len)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (merge->cards, (int) i);
      KindredPersonItem *person = g_ptr_array_index (merge->persons, i);
      KindredPersonItem *now = kindred_people_lookup (people, kindred_item_get_id (KINDRED_ITEM (person)));

      if (now != NULL)
        {
          g_set_object ((KindredPersonItem **) &merge->persons->pdata[i++], now);
          kindred_merge_card_update (KINDRED_MERGE_CARD (gtk_flow_box_child_get_child (child)), now);
          continue;
        }

      any_gone = TRUE;
      tell_gone (merge, person);
      gtk_flow_box_remove (merge->cards, GTK_WIDGET (child));
      g_ptr_array_remove_index (merge->persons, i);
    }

  return any_gone;
}

/* If it was the one that should stay, another one is. */
static void
activate_kept (Merge *merge)
{
  GtkWidget *best = NULL;
  KindredPersonItem *person = merge->persons->len > 0 ? choose_best (merge->persons) : NULL;

  for (guint i = 0; i < merge->persons->len; i++)
    {
      GtkWidget *card = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (merge->cards, (int) i));

      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card)))
        return;
      if (kindred_merge_card_get_person (KINDRED_MERGE_CARD (card)) == person)
        best = card;
    }

  if (best != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (best), TRUE);
}

static void
people_refreshed_cb (KindredPeople *people, AdwMessageDialog *dialog)
{
  Merge *merge = g_object_get_data (G_OBJECT (dialog), "merge");

  if (update_persons (merge))
    {
      activate_kept (merge);
      update_photos (merge);
      update_heading (dialog, merge);
      resize (merge);
      adw_message_dialog_set_response_enabled (dialog, "merge", merge->persons->len >= 2);
    }
  update_afterwards (merge);
}

/* ---- widgets ---- */

/* The first card has the focus.  Space chooses it, as with radio buttons; Enter is for the dialog.  (Which of the
 * buttons for "merge", that of the wide or the narrow dialog, is the window's default is AdwMessageDialog's secret.) */
static gboolean
card_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *cards = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (gtk_widget_get_root (cards));

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;

  if (adw_message_dialog_get_response_enabled (dialog, "merge"))
    {
      adw_message_dialog_response (dialog, "merge");
      gtk_window_destroy (GTK_WINDOW (dialog));
    }

  return GDK_EVENT_STOP;
}

static GtkWidget *
new_cards (Merge *merge)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkToggleButton *group = NULL;

  merge->cards = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (card_key_pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (merge->cards), keys);
  gtk_flow_box_set_selection_mode (merge->cards, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (merge->cards, TRUE);
  gtk_flow_box_set_min_children_per_line (merge->cards, 2);
  gtk_flow_box_set_max_children_per_line (merge->cards, MIN (merge->persons->len, 4));
  for (guint i = 0; i < merge->persons->len; i++)
    {
      KindredPersonItem *person = g_ptr_array_index (merge->persons, i);
      GtkWidget *card = kindred_merge_card_new (merge->session, person);

      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (card), group);
      group = GTK_TOGGLE_BUTTON (card);
      gtk_toggle_button_set_active (group, kindred_item_get_id (KINDRED_ITEM (person)) == merge->keep);
      g_signal_connect (card, "toggled", G_CALLBACK (card_toggled_cb), merge);
      gtk_flow_box_append (merge->cards, card);
      /* The button has the focus, not what is around it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
    }

  return GTK_WIDGET (merge->cards);
}

static GtkLabel *
add_label (GtkBox *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (box, label);

  return GTK_LABEL (label);
}

/* What comes when the dialog has its size, photos and warnings, must not push its buttons out of it. */
static void
add_scrolled_window (Merge *merge, GtkBox *box, GtkWidget *child)
{
  merge->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (merge->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (merge->scrolled, TRUE);
  gtk_scrolled_window_set_child (merge->scrolled, child);
  gtk_widget_set_vexpand (GTK_WIDGET (merge->scrolled), TRUE);
  gtk_box_append (box, GTK_WIDGET (merge->scrolled));
}

static GtkWidget *
new_content (Merge *merge)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GtkBox *scrolled = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  merge->gone = add_label (box);
  gtk_widget_add_css_class (GTK_WIDGET (merge->gone), "warning");
  gtk_widget_set_visible (GTK_WIDGET (merge->gone), FALSE);
  add_scrolled_window (merge, box, GTK_WIDGET (scrolled));
  merge->afterwards = add_label (box);
  gtk_label_set_lines (merge->afterwards, 2);
  gtk_label_set_ellipsize (merge->afterwards, PANGO_ELLIPSIZE_MIDDLE);

  gtk_box_append (scrolled, new_cards (merge));
  merge->photos = ADW_BIN (adw_bin_new ());
  gtk_box_append (scrolled, GTK_WIDGET (merge->photos));
  update_photos (merge);
  update_afterwards (merge);

  return GTK_WIDGET (box);
}

GtkWidget *
kindred_merge_dialog_new (GtkWindow *parent, KindredSession *session, GPtrArray *persons, KindredPersonItem *keep)
{
  AdwMessageDialog *dialog;
  Merge *merge;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (persons != NULL && persons->len >= 2, NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));
  merge = g_new0 (Merge, 1);
  merge->session = g_object_ref (session);
  merge->persons = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < persons->len; i++)
    g_ptr_array_add (merge->persons, g_object_ref (g_ptr_array_index (persons, i)));
  merge->keep = kindred_item_get_id (KINDRED_ITEM (keep != NULL ? keep : choose_best (persons)));

  g_object_set_data_full (G_OBJECT (dialog), "merge", merge, (GDestroyNotify) merge_free);
  update_heading (dialog, merge);
  adw_message_dialog_set_extra_child (dialog, new_content (merge));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "merge", _ ("_Merge"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "merge", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "merge");
  adw_message_dialog_set_close_response (dialog, "cancel");
  kindred_held_enter_guard (GTK_WIDGET (dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), merge);
  g_signal_connect_object (kindred_session_get_people (session), "refreshed", G_CALLBACK (people_refreshed_cb), dialog,
                           0);

  return GTK_WIDGET (dialog);
}
