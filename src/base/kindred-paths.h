/* kindred-paths.h - where things are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All functions may be called from any thread; returned strings are the caller's (g_free). */

/* $XDG_DATA_HOME/kindred/library.db */
char *kindred_paths_get_default_library (void);

/* $XDG_CACHE_HOME/kindred/LIBRARY_ID: everything in it may be deleted at any time. */
char *kindred_paths_get_cache_dir (const char *library_id);

/* The kindred-analyzer program: $KINDRED_ANALYZER when set (build tree, tests), else the
 * installed one in libexecdir. */
char *kindred_paths_get_analyzer (void);

/* Folders in which model files are looked up, first match wins: $KINDRED_MODEL_PATH (colon
 * separated), $XDG_DATA_HOME/kindred/models, the installed data folder, /usr/share/dlib. */
GStrv kindred_paths_get_model_dirs (void);

/* The sample library's folder: $KINDRED_SAMPLE_DIR when set, else the installed one. */
char *kindred_paths_get_sample_dir (void);

/* A file name is bytes; this is a form of it that can be shown: valid UTF-8, with control
 * characters (a newline, say) replaced by U+FFFD.  Never use it to open the file. */
char *kindred_paths_display (const char *path);

/* Where the file or folder @path really is: in a Flatpak the document portal has files at $XDG_RUNTIME_DIR/doc/NUMBER,
 * and says in an attribute what their path is outside.  @path itself anywhere else, or when the portal does not say.
 * From then on kindred_paths_display() shows the real one of what lies at @path or below.  Reads the file system: not
 * for the main thread. */
char *kindred_paths_find_real (const char *path);

/* Whether @path was handed over by the document portal.  Does not read the file system. */
gboolean kindred_paths_is_document (const char *path);

G_END_DECLS
