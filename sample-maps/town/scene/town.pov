// Vladoscope sample map "town". SPDX-License-Identifier: GPL-3.0-or-later
//
// The main scene file: one photograph of the town.
//
// Axes: x points east, y up, z north; one unit is one metre; y = 0 is the street.
// render.py sets the five values below on the command line (Declare=Name=number).

#version 3.7;

#ifndef (Eye_X)      #declare Eye_X = 0;      #end  // where the photographer stands
#ifndef (Eye_Z)      #declare Eye_Z = -60;    #end
#ifndef (Heading)    #declare Heading = 0;    #end  // degrees clockwise from north
#ifndef (Condition)  #declare Condition = 0;  #end  // see conditions.inc
#ifndef (Visit_Seed) #declare Visit_Seed = 1; #end  // which cars, people and lit windows

#declare Eye_Height = 1.65;
#declare Eye = <Eye_X, Eye_Height, Eye_Z>;

// Everything that differs from visit to visit is drawn from this stream.
#declare Visit_Dice = seed(Visit_Seed);

global_settings { assumed_gamma 1.0 max_trace_level 4 }

#include "conditions.inc"
#include "materials.inc"
#include "shapes_of_town.inc"
#include "houses.inc"
#include "street_furniture.inc"
#include "plants.inc"
#include "traffic.inc"
#include "landmarks.inc"
#include "landscape.inc"
#include "layout.inc"

camera {
  perspective
  location Eye
  right x * 4/3
  up y
  direction z
  angle 68
  look_at Eye + vrotate(<0, 0.075, 1>, y * Heading)
}
