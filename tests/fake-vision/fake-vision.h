/* fake-vision.h - photos for a vision stage without models
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The program kindred-analyzer-fake is kindred-analyzer with another vision stage: a face is a square of
 * one colour on black.  What it stands for is written in the colour:
 *
 *   red, and the upper four bits of green: the person, 1 to 4094
 *   lower four bits of green: the variation, 0 to 15
 *   blue: the quality, 0 to 255 for 0 to 1
 *
 * Faces of one person are the same but for a little noise that depends on the variation: their
 * embeddings are 0.25 apart at most, and 0 for the same variation.  Those of two persons are about
 * 0.68 apart, like those of compact-1, and at least 0.45.  All is deterministic.  Person 4095 is
 * no face: it makes the analyzer do what its variation says (FakeCommand).
 *
 * The faces appear in the order of their squares, by rows from the top, then from the left.  Use
 * formats without loss, and squares of at least 8 pixels.
 *
 * It answers to --detector hog and yunet and --encoder compact-1 and dlib-resnet-1 (with other
 * embeddings); by default it says "hog" and "compact-1".  The encoders "missing" and "damaged" give
 * the errors of a missing and a damaged model, "crash" dies at start and "hang" never gets ready.
 *
 * In tests the environment variable KINDRED_ANALYZER is the program's path. */

#define FAKE_MAX_PERSON 4094
#define FAKE_COMMAND_PERSON 4095

typedef enum
{
  FAKE_COMMAND_CRASH = 1,    /* abort() */
  FAKE_COMMAND_HANG = 2,     /* waits forever */
  FAKE_COMMAND_ALLOCATE = 3, /* takes memory until there is none */
  FAKE_COMMAND_GARBAGE = 4,  /* writes bytes that are no answer */
  FAKE_COMMAND_EXIT = 5,     /* exit (0) without an answer */
  FAKE_COMMAND_FAIL = 6,     /* a proper error: KINDRED_ERROR_FAILED */
  FAKE_COMMAND_PRINT = 7,    /* prints to standard output, which must do no harm; no face */
  FAKE_COMMAND_ONCE = 8,     /* abort(), if the file that $KINDRED_FAKE_ONCE names can be removed; no face */
  FAKE_COMMAND_CLOSE = 9,    /* closes the pipe, and waits forever */
  FAKE_COMMAND_HUGE = 10,    /* announces an answer of 4 GiB */
} FakeCommand;

/**
 * FakeFace:
 * @person: 1 to FAKE_MAX_PERSON, or FAKE_COMMAND_PERSON
 * @variation: 0 to 15, or a FakeCommand
 * @quality: 0 to 255
 */
typedef struct
{
  guint person;
  guint variation;
  guint quality;
} FakeFace;

#define FAKE_FACE(person, variation) ((FakeFace){ (person), (variation), 230 })
#define FAKE_COMMAND(command) ((FakeFace){ FAKE_COMMAND_PERSON, (command), 255 })

#define FAKE_PHOTO_SQUARE 24 /* edge of the squares that make_fake_photo() paints */
#define FAKE_PHOTO_STEP 32   /* from one to the next */

/* Writes a PNG with these faces side by side (ten to a row); fails the test if it cannot.  @seed
 * makes photos of the same faces differ in their bytes. */
void make_fake_photo (const char *path, const FakeFace *faces, gsize n_faces, guint seed);

/* The same for a single face: the commonest case. */
void make_fake_portrait (const char *path, guint person, guint variation);

/* Makes @directory if need be, and in it fake-00000.png and so on: @n_photos pictures of one to
 * three of @n_persons persons, in turn. */
void make_fake_album (const char *directory, guint n_persons, guint n_photos);

/**
 * FakeShot:
 * @faces: side by side
 * @n_faces: 4 at most
 * @seconds: how long
 * @still: whether all its frames are the same; else the faces move up and down from second to second, by more than
 * their size
 */
typedef struct
{
  const FakeFace *faces;
  gsize n_faces;
  guint seconds;
  gboolean still;
} FakeShot;

/* Writes an AVI of 160 x 64 pixels with these shots, one after the other, @rate frames a second, without loss. */
void make_fake_video (const char *path, guint rate, const FakeShot *shots, gsize n_shots);

G_END_DECLS
