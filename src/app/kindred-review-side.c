/* kindred-review-side.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-review-side.h"

#include "kindred-face-picture.h"
#include "kindred-photo-preview.h"
#include "model/kindred-face-item.h"

#include <glib/gi18n-lib.h>

struct _KindredReviewSide
{
  AdwBin parent_instance;

  KindredSession *session;
  GCancellable *cancellable; /* of the reading of faces */
  GPtrArray *faces;          /* of KindredFaceItem, best first; NULL until read */
  gint64 person;
  guint n_faces; /* that the person had when they were read */
  gint64 face;   /* shown */
  guint position;
  gboolean shows_photo;

  GtkBox *box;
  KindredFacePicture *picture;
  KindredPhotoPreview *preview;
  GtkWidget *texts;
  GtkWidget *name_button;
  GtkLabel *name_label;
  GtkLabel *summary;
  GtkWidget *steps;
  GtkWidget *previous_button;
  GtkLabel *face_label;
  GtkWidget *next_button;
};

G_DEFINE_FINAL_TYPE (KindredReviewSide, kindred_review_side, ADW_TYPE_BIN)

enum
{
  PROP_SHOWS_PHOTO = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static KindredPersonItem *
get_person (KindredReviewSide *self)
{
  if (self->session == NULL || self->person == 0)
    return NULL;

  return kindred_people_lookup (kindred_session_get_people (self->session), self->person);
}

/* ---- what is shown ---- */

static void
update_person (KindredReviewSide *self)
{
  KindredPersonItem *person = get_person (self);
  g_autofree char *summary = person != NULL ? kindred_person_item_dup_summary (person) : NULL;
  const char *title = self->person != 0 ? _ ("Unnamed person") : _ ("This face");

  gtk_label_set_label (self->name_label, person != NULL ? kindred_person_item_get_title (person) : title);
  gtk_widget_set_sensitive (self->name_button, person != NULL);
  gtk_label_set_label (self->summary, summary != NULL ? summary : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary != NULL);
}

/* Which photo it is is known as soon as the faces are read. */
static void
update_photo (KindredReviewSide *self)
{
  const KindredFaceRecord *face = NULL;

  if (self->shows_photo && self->faces != NULL && self->faces->len > 0)
    face = kindred_face_item_get_record (g_ptr_array_index (self->faces, self->position));

  kindred_photo_preview_set_photo (self->preview,
                                   self->session != NULL ? kindred_session_get_thumbnails (self->session) : NULL,
                                   face != NULL ? face->photo : 0, face != NULL ? face->time : -1);
  if (face != NULL)
    kindred_photo_preview_mark (self->preview, face);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), self->shows_photo);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), !self->shows_photo);
}

static void
update_face (KindredReviewSide *self)
{
  guint n_faces = self->faces != NULL ? self->faces->len : 0;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (self->session), self->face);
  if (n_faces > 0)
    date = kindred_face_item_dup_date (g_ptr_array_index (self->faces, self->position));
  if (n_faces > 1)
    /* Translators: the face that is shown, how many there are, and its date: "2 of 24, 12 June 2014" */
    text = g_strdup_printf (_ ("%'u of %'u\n%s"), self->position + 1, n_faces, date);

  gtk_label_set_label (self->face_label, text != NULL ? text : date != NULL ? date : "");
  /* Room is kept while the faces are read, so that nothing jumps. */
  gtk_widget_set_visible (self->previous_button, self->person != 0);
  gtk_widget_set_visible (self->next_button, self->person != 0);
  gtk_widget_set_sensitive (self->previous_button, n_faces > 1);
  gtk_widget_set_sensitive (self->next_button, n_faces > 1);
  update_photo (self);
}

/* ---- faces ---- */

static int
compare_by_quality (gconstpointer a, gconstpointer b)
{
  const KindredFaceRecord *first = kindred_face_item_get_record (*(KindredFaceItem **) a);
  const KindredFaceRecord *second = kindred_face_item_get_record (*(KindredFaceItem **) b);

  return (first->quality < second->quality) - (first->quality > second->quality);
}

/* The one that is shown already, the cover, comes first. */
static void
take_faces (KindredReviewSide *self, GPtrArray *records)
{
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  self->faces = g_ptr_array_new_full (records->len, g_object_unref);
  self->position = 0;
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (self->faces, kindred_face_item_new (g_steal_pointer (&records->pdata[i])));
  g_ptr_array_sort (self->faces, compare_by_quality);

  for (guint i = 0; i < self->faces->len; i++)
    if (kindred_item_get_id (g_ptr_array_index (self->faces, i)) == self->face)
      {
        g_ptr_array_insert (self->faces, 0, g_ptr_array_steal_index (self->faces, i));
        break;
      }

  if (self->faces->len > 0)
    self->face = kindred_item_get_id (g_ptr_array_index (self->faces, 0));
  update_face (self);
}

static void
faces_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredReviewSide *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = kindred_library_list_faces_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no widget any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records != NULL)
    take_faces (self, records);
  else
    kindred_session_report (self->session, error);
}

static void
stop_reading (KindredReviewSide *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_faces (KindredReviewSide *self)
{
  KindredPersonItem *person = get_person (self);
  KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PERSON, .person = self->person };

  if (self->person == 0)
    query = (KindredFaceQuery){ .kind = KINDRED_FACES_ONE, .face = self->face };

  self->n_faces = person != NULL ? kindred_person_item_get_n_faces (person) : 0;
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  kindred_library_list_faces_async (kindred_session_get_library (self->session), &query, self->cancellable,
                                    faces_listed_cb, self);
}

/* ---- what the user does ---- */

static void
name_clicked_cb (KindredReviewSide *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-person", "x", self->person);
}

static void
previous_clicked_cb (KindredReviewSide *self)
{
  kindred_review_side_step (self, -1);
}

static void
next_clicked_cb (KindredReviewSide *self)
{
  kindred_review_side_step (self, 1);
}

/* ---- object ---- */

static void
kindred_review_side_dispose (GObject *object)
{
  KindredReviewSide *self = KINDRED_REVIEW_SIDE (object);

  stop_reading (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_REVIEW_SIDE);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_review_side_parent_class)->dispose (object);
}

static void
kindred_review_side_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SHOWS_PHOTO:
      g_value_set_boolean (value, KINDRED_REVIEW_SIDE (object)->shows_photo);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_review_side_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SHOWS_PHOTO:
      kindred_review_side_set_shows_photo (KINDRED_REVIEW_SIDE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_review_side_class_init (KindredReviewSideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_review_side_dispose;
  object_class->get_property = kindred_review_side_get_property;
  object_class->set_property = kindred_review_side_set_property;

  properties[PROP_SHOWS_PHOTO] = g_param_spec_boolean (
      "shows-photo", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KINDRED_TYPE_FACE_PICTURE);
  g_type_ensure (KINDRED_TYPE_PHOTO_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-review-side.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, box);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, picture);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, preview);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, texts);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, name_button);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, name_label);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, summary);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, steps);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, previous_button);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, face_label);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewSide, next_button);
  gtk_widget_class_bind_template_callback (widget_class, name_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_set_css_name (widget_class, "reviewside");
}

static void
kindred_review_side_init (KindredReviewSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gint64
kindred_review_side_choose_face (KindredSession *session, gint64 person, gint64 face)
{
  KindredPersonItem *item;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), 0);

  if (person == 0)
    return face;

  item = kindred_people_lookup (kindred_session_get_people (session), person);

  return item != NULL ? kindred_person_item_get_cover (item) : 0;
}

void
kindred_review_side_set_subject (KindredReviewSide *self, KindredSession *session, gint64 person, gint64 face)
{
  KindredPersonItem *item;
  gboolean same;

  g_return_if_fail (KINDRED_IS_REVIEW_SIDE (self));
  g_return_if_fail (KINDRED_IS_SESSION (session));

  same = self->session == session && self->person == person && self->face != 0 && (person != 0 || self->face == face);
  g_set_object (&self->session, session);
  self->person = person;
  update_person (self);

  /* The face of the same one, who may have others by now, is not taken from under the user's eyes. */
  item = get_person (self);
  if (same && (item == NULL || kindred_person_item_get_n_faces (item) == self->n_faces))
    return;

  if (!same)
    {
      self->face = kindred_review_side_choose_face (session, person, face);
      g_clear_pointer (&self->faces, g_ptr_array_unref);
      update_face (self);
    }
  read_faces (self);
}

void
kindred_review_side_set_layout (KindredReviewSide *self, int size, int photo_size, gboolean wide)
{
  g_return_if_fail (KINDRED_IS_REVIEW_SIDE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (self->texts, wide);
  kindred_face_picture_set_size (self->picture, size);
  kindred_photo_picture_set_size (KINDRED_PHOTO_PICTURE (self->preview), photo_size);
}

void
kindred_review_side_set_shows_photo (KindredReviewSide *self, gboolean shows_photo)
{
  g_return_if_fail (KINDRED_IS_REVIEW_SIDE (self));

  if (self->shows_photo == shows_photo)
    return;

  self->shows_photo = shows_photo;
  update_photo (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_PHOTO]);
}

gboolean
kindred_review_side_get_shows_photo (KindredReviewSide *self)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW_SIDE (self), FALSE);

  return self->shows_photo;
}

void
kindred_review_side_step (KindredReviewSide *self, int delta)
{
  guint n_faces;

  g_return_if_fail (KINDRED_IS_REVIEW_SIDE (self));

  n_faces = self->faces != NULL ? self->faces->len : 0;
  if (n_faces < 2)
    return;

  self->position = (self->position + n_faces + (guint) delta) % n_faces;
  self->face = kindred_item_get_id (g_ptr_array_index (self->faces, self->position));
  update_face (self);
}

gint64
kindred_review_side_get_face (KindredReviewSide *self)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW_SIDE (self), 0);

  return self->face;
}

char *
kindred_review_side_describe (KindredReviewSide *self)
{
  KindredPersonItem *person;

  g_return_val_if_fail (KINDRED_IS_REVIEW_SIDE (self), NULL);

  person = get_person (self);

  return person != NULL ? kindred_person_item_describe (person) : g_strdup (gtk_label_get_label (self->name_label));
}
