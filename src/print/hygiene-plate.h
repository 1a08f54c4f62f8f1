/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-plate: 最美庭院: a plate to hang at the door, or a certificate, for each household of a round that got one.
 * They are those of the office's own documents (document-papers.h), filled in.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_hygiene_plate_paper;

G_END_DECLS
