/* kindred-page-stack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-page-stack.h"

#include "kindred-grid-frame.h"

struct _KindredPageStack
{
  AdwBin parent_instance;

  GtkStack *stack;
  GPtrArray *pages; /* not owned; the last one is on top */
  guint remove_source;
};

G_DEFINE_FINAL_TYPE (KindredPageStack, kindred_page_stack, ADW_TYPE_BIN)

/* Of the pages that were left, which stay in the GtkStack until they have moved out of sight. (transfer none)
 * (nullable)
 */
static GtkWidget *
find_left_page (KindredPageStack *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack));

  while (child != NULL && g_ptr_array_find (self->pages, child, NULL))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* A page with hundreds of cells goes step by step. */
static gboolean
remove_left_pages_cb (gpointer user_data)
{
  KindredPageStack *self = user_data;
  GtkWidget *page = find_left_page (self);

  if (page != NULL && !gtk_stack_get_transition_running (self->stack))
    {
      if (!kindred_grid_frame_shrink_all (page))
        gtk_stack_remove (self->stack, page);
      return G_SOURCE_CONTINUE;
    }

  self->remove_source = 0;

  return G_SOURCE_REMOVE;
}

static void
remove_left_pages (KindredPageStack *self)
{
  if (self->remove_source == 0 && find_left_page (self) != NULL)
    self->remove_source = g_idle_add_full (G_PRIORITY_LOW, remove_left_pages_cb, self, NULL);
}

static void
transition_changed_cb (KindredPageStack *self)
{
  if (!gtk_stack_get_transition_running (self->stack))
    remove_left_pages (self);
}

static void
show_top (KindredPageStack *self, GtkStackTransitionType transition)
{
  GtkWidget *top = kindred_page_stack_get_top (self);

  if (top == NULL)
    return;

  gtk_stack_set_visible_child_full (self->stack, gtk_stack_page_get_name (gtk_stack_get_page (self->stack, top)),
                                    transition);
  if (!gtk_stack_get_transition_running (self->stack))
    remove_left_pages (self);
  kindred_page_shown (KINDRED_PAGE (top));
}

static void
add (KindredPageStack *self, GtkWidget *page)
{
  static guint serial = 0;
  g_autofree char *name = g_strdup_printf ("%u", serial++);

  g_ptr_array_add (self->pages, page);
  gtk_stack_add_named (self->stack, page, name);
}

static void
kindred_page_stack_dispose (GObject *object)
{
  G_OBJECT_CLASS (kindred_page_stack_parent_class)->dispose (object);

  /* A transition that ends with the stack may have asked for it. */
  g_clear_handle_id (&KINDRED_PAGE_STACK (object)->remove_source, g_source_remove);
}

static void
kindred_page_stack_finalize (GObject *object)
{
  g_ptr_array_unref (KINDRED_PAGE_STACK (object)->pages);

  G_OBJECT_CLASS (kindred_page_stack_parent_class)->finalize (object);
}

static void
kindred_page_stack_class_init (KindredPageStackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_page_stack_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_page_stack_finalize;
}

static void
kindred_page_stack_init (KindredPageStack *self)
{
  self->pages = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  g_signal_connect_object (self->stack, "notify::transition-running", G_CALLBACK (transition_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
kindred_page_stack_push (KindredPageStack *self, GtkWidget *page)
{
  g_return_if_fail (KINDRED_IS_PAGE_STACK (self));
  g_return_if_fail (KINDRED_IS_PAGE (page));

  add (self, page);
  show_top (self, self->pages->len > 1 ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT : GTK_STACK_TRANSITION_TYPE_NONE);
}

gboolean
kindred_page_stack_pop (KindredPageStack *self)
{
  g_return_val_if_fail (KINDRED_IS_PAGE_STACK (self), FALSE);

  if (self->pages->len < 2)
    return FALSE;

  g_ptr_array_set_size (self->pages, (int) self->pages->len - 1);
  show_top (self, GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);

  return TRUE;
}

void
kindred_page_stack_replace (KindredPageStack *self, GtkWidget *page)
{
  g_return_if_fail (KINDRED_IS_PAGE_STACK (self));
  g_return_if_fail (KINDRED_IS_PAGE (page));
  g_return_if_fail (self->pages->len > 0);

  g_ptr_array_set_size (self->pages, (int) self->pages->len - 1);
  add (self, page);
  show_top (self, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}

void
kindred_page_stack_clear (KindredPageStack *self)
{
  GtkWidget *page;

  g_return_if_fail (KINDRED_IS_PAGE_STACK (self));

  g_ptr_array_set_size (self->pages, 0);
  while ((page = find_left_page (self)) != NULL)
    gtk_stack_remove (self->stack, page);
}

guint
kindred_page_stack_get_depth (KindredPageStack *self)
{
  g_return_val_if_fail (KINDRED_IS_PAGE_STACK (self), 0);

  return self->pages->len;
}

GtkWidget *
kindred_page_stack_get_top (KindredPageStack *self)
{
  g_return_val_if_fail (KINDRED_IS_PAGE_STACK (self), NULL);

  return self->pages->len > 0 ? g_ptr_array_index (self->pages, self->pages->len - 1) : NULL;
}
