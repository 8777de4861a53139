/* kindred-exif.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-exif.h"

#include <libexif/exif-data.h>
#include <math.h>
#include <string.h>

#define EXIF_PREFIX "Exif\0\0"
#define EXIF_PREFIX_SIZE 6
#define DATE_LENGTH 19
#define MAX_CAMERA 256

static ExifEntry *
get_entry (ExifData *data, ExifIfd ifd, ExifTag tag)
{
  ExifEntry *entry = exif_content_get_entry (data->ifd[ifd], tag);

  return entry != NULL && entry->data != NULL && entry->size > 0 ? entry : NULL;
}

static int
get_orientation (ExifData *data)
{
  ExifEntry *entry = get_entry (data, EXIF_IFD_0, EXIF_TAG_ORIENTATION);
  int value;

  if (entry == NULL || entry->format != EXIF_FORMAT_SHORT || entry->size < 2)
    return 1;

  value = exif_get_short (entry->data, exif_data_get_byte_order (data));

  return value >= 1 && value <= 8 ? value : 1;
}

static gboolean
get_number (const char **p, int digits, int *value)
{
  *value = 0;
  for (int i = 0; i < digits; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *value = *value * 10 + (**p - '0');
    }

  return TRUE;
}

gboolean
kindred_exif_parse_date (const char *text, gsize length, gint64 *seconds)
{
  g_autoptr (GDateTime) date = NULL;
  int part[6];

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (seconds != NULL, FALSE);

  if (length < DATE_LENGTH)
    return FALSE;

  for (int i = 0; i < 6; i++)
    {
      if (!get_number (&text, i == 0 ? 4 : 2, &part[i]))
        return FALSE;
      /* Separators differ between writers: "-" and "/" in dates, "T" between date and time. */
      if (i < 5 && g_ascii_isalnum (*text) && *text != 'T')
        return FALSE;
      if (i < 5)
        text++;
    }

  /* NULL for a 31st of February and the like. A leap second (60) is taken back by one. */
  date = g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], MIN (part[5], part[5] == 60 ? 59 : 99));
  if (date == NULL)
    return FALSE;

  *seconds = g_date_time_to_unix (date);

  return TRUE;
}

static gboolean
read_date (ExifData *data, ExifTag tag, KindredDateSource source, KindredPhotoInfo *info)
{
  ExifEntry *entry = get_entry (data, EXIF_IFD_EXIF, tag);

  if (entry == NULL || entry->format != EXIF_FORMAT_ASCII
      || !kindred_exif_parse_date ((const char *) entry->data, entry->size, &info->taken))
    return FALSE;

  info->date_source = source;

  return TRUE;
}

/* Degrees, minutes and seconds as three fractions, any of which may be 0/0 when unused. */
static gboolean
get_angle (ExifData *data, ExifTag tag, ExifTag reference_tag, char negative, double limit, double *angle)
{
  ExifEntry *entry = get_entry (data, EXIF_IFD_GPS, tag);
  ExifEntry *reference = get_entry (data, EXIF_IFD_GPS, reference_tag);
  double value = 0, unit = 1;

  if (entry == NULL || entry->format != EXIF_FORMAT_RATIONAL || entry->components < 1 || entry->size < 8)
    return FALSE;

  for (unsigned int i = 0; i < MIN (entry->components, 3) && 8 * (i + 1) <= entry->size; i++, unit *= 60)
    {
      ExifRational part = exif_get_rational (entry->data + 8 * i, exif_data_get_byte_order (data));

      if (part.denominator != 0)
        value += (double) part.numerator / part.denominator / unit;
      else if (i == 0)
        return FALSE;
    }

  if (!isfinite (value) || value > limit)
    return FALSE;

  *angle = reference != NULL && g_ascii_toupper (reference->data[0]) == negative ? -value : value;

  return TRUE;
}

static void
read_position (ExifData *data, KindredPhotoInfo *info)
{
  double latitude, longitude;

  if (!get_angle (data, (ExifTag) EXIF_TAG_GPS_LATITUDE, (ExifTag) EXIF_TAG_GPS_LATITUDE_REF, 'S', 90, &latitude)
      || !get_angle (data, (ExifTag) EXIF_TAG_GPS_LONGITUDE, (ExifTag) EXIF_TAG_GPS_LONGITUDE_REF, 'W', 180,
                     &longitude))
    return;

  /* Receivers without a fix write zeros; nobody takes photos at 0° 0′ in the Atlantic. */
  if (latitude == 0 && longitude == 0)
    return;

  info->has_position = TRUE;
  info->latitude = latitude;
  info->longitude = longitude;
}

/* Text of a tag as tidy UTF-8, or NULL. */
static char *
get_text (ExifData *data, ExifTag tag)
{
  ExifEntry *entry = get_entry (data, EXIF_IFD_0, tag);
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;

  if (entry == NULL || entry->format != EXIF_FORMAT_ASCII)
    return NULL;

  raw = g_strndup ((const char *) entry->data, MIN (entry->size, MAX_CAMERA));
  text = g_utf8_make_valid (raw, -1);
  for (char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_strstrip (text);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* Many models say the maker again: "Canon Canon EOS 40D" is no name. */
static void
read_camera (ExifData *data, KindredPhotoInfo *info)
{
  g_autofree char *maker = get_text (data, EXIF_TAG_MAKE);
  g_autofree char *model = get_text (data, EXIF_TAG_MODEL);
  gsize word = maker != NULL ? strcspn (maker, " ") : 0;

  g_clear_pointer (&info->camera, g_free);
  if (maker == NULL || model == NULL)
    info->camera = g_strdup (maker != NULL ? maker : model);
  else if (g_ascii_strncasecmp (maker, model, word) == 0)
    info->camera = g_steal_pointer (&model);
  else
    info->camera = g_strdup_printf ("%s %s", maker, model);
}

static ExifData *
load (GBytes *block)
{
  g_autoptr (GByteArray) prefixed = g_byte_array_new ();
  ExifData *data = exif_data_new ();
  gsize size;
  gconstpointer bytes = g_bytes_get_data (block, &size);

  g_byte_array_append (prefixed, (const guint8 *) EXIF_PREFIX, EXIF_PREFIX_SIZE);
  g_byte_array_append (prefixed, bytes, MIN (size, G_MAXUINT16));

  /* Leave the entries as they are in the file; maker notes are not wanted, and are where most of
   * the damage is. */
  exif_data_unset_option (data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_set_option (data, EXIF_DATA_OPTION_DONT_CHANGE_MAKER_NOTE);
  exif_data_load_data (data, prefixed->data, prefixed->len);

  return data;
}

void
kindred_exif_parse (GBytes *block, KindredPhotoInfo *info)
{
  ExifData *data;

  g_return_if_fail (block != NULL);
  g_return_if_fail (info != NULL);

  data = load (block);
  info->orientation = get_orientation (data);
  if (!read_date (data, EXIF_TAG_DATE_TIME_ORIGINAL, KINDRED_DATE_ORIGINAL, info))
    read_date (data, EXIF_TAG_DATE_TIME_DIGITIZED, KINDRED_DATE_DIGITIZED, info);
  read_position (data, info);
  read_camera (data, info);
  exif_data_unref (data);
}
