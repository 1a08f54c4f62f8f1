/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalogue-private: what reading one catalogue and keeping the list of them share. */
#pragma once

#include "core/catalogue.h"

G_BEGIN_DECLS

XyCatalogue *xy_catalogue_new (const char *id);
void xy_catalogue_set_problem (XyCatalogue *catalogue, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
