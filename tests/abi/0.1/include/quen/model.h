#ifndef QUEN_MODEL_H
#define QUEN_MODEL_H 
#include "context.h"
#endif
