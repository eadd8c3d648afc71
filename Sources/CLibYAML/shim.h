// The one door through which C code enters: libyaml's public header.
#include <yaml.h>
