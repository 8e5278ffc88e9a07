#!/usr/bin/env python3
# Vladoscope sample map "town". SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the sample map "town": its images, their poses and the ground truth.

The photographer walks the routes below once by day (the database) and comes back at dusk, at
night, in snow and in fog (the queries), never to exactly the same spots. Everything is seeded,
so every run gives the same map.

    python3 render.py                    write everything
    python3 render.py --tables-only      write only poses.csv and ground_truth.csv
    python3 render.py --only 'queries/night/*'
"""

import argparse
import csv
import fnmatch
import math
import random
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

SCENE = Path(__file__).resolve().parent
MAP = SCENE.parent

WIDTH, HEIGHT, JPEG_QUALITY = 640, 480, 85

# The numbers of conditions.inc. Each condition is one visit, with its own cars and people.
DAY = 0
QUERY_CONDITIONS = {"dusk": 1, "night": 2, "snow": 3, "fog": 4}

POSITIVE_RADIUS = 7.0    # metres
POSITIVE_HEADING = 40.0  # degrees


class Pose(NamedTuple):
    """Where the photographer stands (metres east and north) and looks (degrees from north)."""

    x: float
    y: float
    heading: float

    def distance(self, other):
        return math.hypot(self.x - other.x, self.y - other.y)

    def turn(self, other):
        return abs((self.heading - other.heading + 180) % 360 - 180)

    def moved(self, forward, sideways, turned):
        """This pose after a step forward and to the right and a turn clockwise."""
        course = math.radians(self.heading)
        return Pose(
            self.x + forward * math.sin(course) + sideways * math.cos(course),
            self.y + forward * math.cos(course) - sideways * math.sin(course),
            (self.heading + turned) % 360,
        )


class Shot(NamedTuple):
    """One image to render; its name is relative to the map folder."""

    name: str
    pose: Pose
    condition: int


# --- the routes --------------------------------------------------------------


def walk(start, end, count, glances):
    """Poses evenly spread from start to end, looking along the way and aside in turn."""
    (x1, y1), (x2, y2) = start, end
    course = math.degrees(math.atan2(x2 - x1, y2 - y1))
    for i in range(count):
        part = i / (count - 1)
        glance = glances[i % len(glances)]
        yield Pose(x1 + part * (x2 - x1), y1 + part * (y2 - y1), (course + glance) % 360)


def database_poses():
    """The walk by day."""
    return [
        *walk((0.6, -82), (0.6, -22), 11, (-18, 22)),            # High Street, northwards
        *walk((-0.6, -24), (-0.6, -76), 10, (20, -20)),          # and back
        Pose(0, -11, 4), Pose(-2.5, -1, 290), Pose(2.5, 0, 70),  # the bridge
        Pose(1, 5, 350), Pose(0.5, 10, 185), Pose(-2.8, -2, 215),
        Pose(0, 27, 0), Pose(-6, 29, 325), Pose(7, 28, 40),      # Market Square
        Pose(-8, 36, 25), Pose(8, 36, 335), Pose(-19.5, 40, 85),
        Pose(-9, 46, 120), Pose(1, 50, 178), Pose(5, 50, 140),
        Pose(-5, 50, 225), Pose(10, 40, 75), Pose(9, 44, 250),
        Pose(19.5, 39, 275), Pose(-18.5, 30, 25), Pose(-4, 55, 120),
        *walk((26, 39.4), (77, 39.4), 9, (-20, 14)),            # Church Lane, eastwards
        *walk((82, 40.6), (27, 40.6), 9, (22, -16)),             # and back
        *walk((-28, 40.6), (-84, 40.6), 10, (20, -18)),          # Weaver's Row, westwards
        *walk((-90, 39.4), (-29, 39.4), 10, (-20, 18)),          # and back
        *walk((-9, 12), (-55, 12), 7, (16, -14)),                # North Quay, westwards
        *walk((-55, 12.4), (-8, 12.4), 8, (-18, 12)),            # and back
    ]


# Places the database never saw: the South Quay.
UNMAPPED_POSES = [Pose(20, -12, 96), Pose(44, -12.5, 250), Pose(60, -12, 285)]


def either_sign(dice, low, high):
    return dice.choice((-1, 1)) * dice.uniform(low, high)


def query_shots(places):
    """Two places in three are visited again, the conditions taking turns."""
    dice = random.Random(2021)
    conditions = list(QUERY_CONDITIONS)
    revisited = [i for i in range(len(places)) if i % 3 != 2]
    for turn, i in enumerate(revisited):
        pose = places[i].moved(
            forward=dice.uniform(0, 3),
            sideways=either_sign(dice, 0.5, 1.8),
            turned=either_sign(dice, 6, 12),
        )
        condition = conditions[turn % len(conditions)]
        yield Shot(f"queries/{condition}/place_{i:03d}.jpg", pose, QUERY_CONDITIONS[condition])
    for i, pose in enumerate(UNMAPPED_POSES):
        condition = conditions[i % len(conditions)]
        yield Shot(f"queries/{condition}/elsewhere_{i}.jpg", pose, QUERY_CONDITIONS[condition])


def all_shots():
    places = database_poses()
    database = [Shot(f"database/place_{i:03d}.jpg", pose, DAY) for i, pose in enumerate(places)]
    return database, sorted(query_shots(places))


# --- tables ------------------------------------------------------------------


def write_poses(shots):
    with open(MAP / "poses.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["image", "x", "y", "heading"])
        for shot in shots:
            table.writerow([shot.name, *(f"{value:.2f}" for value in shot.pose)])


def is_positive(query, place):
    return query.distance(place) <= POSITIVE_RADIUS and query.turn(place) <= POSITIVE_HEADING


def write_ground_truth(database, queries):
    with open(MAP / "ground_truth.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        for query in queries:
            positives = [
                place.name.removeprefix("database/")
                for place in database
                if is_positive(query.pose, place.pose)
            ]
            table.writerow([query.name.removeprefix("queries/"), *positives])


# --- images ------------------------------------------------------------------


def render(shot):
    """Renders one image and returns its shot."""
    image = MAP / shot.name
    image.parent.mkdir(parents=True, exist_ok=True)
    settings = {
        "Eye_X": shot.pose.x,
        "Eye_Z": shot.pose.y,
        "Heading": shot.pose.heading,
        "Condition": shot.condition,
        "Visit_Seed": 1000 + shot.condition,
    }
    command = [
        "povray", "town.pov", f"+O{image}", f"+W{WIDTH}", f"+H{HEIGHT}",
        "+FJ", f"Compression={JPEG_QUALITY}", "+A0.2", "+WT1", "-D",
        *(f"Declare={name}={value:.4f}" for name, value in settings.items()),
    ]
    run = subprocess.run(command, cwd=SCENE, capture_output=True, text=True, errors="replace")
    if run.returncode != 0:
        raise RuntimeError(f"POV-Ray could not render {shot.name}:\n{run.stderr[-2000:]}")
    return shot


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=2, help="images to render at a time")
    parser.add_argument("--only", default="*", help="render only images whose name matches")
    parser.add_argument("--tables-only", action="store_true", help="render nothing")
    options = parser.parse_args()

    database, queries = all_shots()
    write_poses(database + queries)
    write_ground_truth(database, queries)
    if options.tables_only:
        return

    wanted = [shot for shot in database + queries if fnmatch.fnmatch(shot.name, options.only)]
    with ThreadPoolExecutor(options.jobs) as pool:
        for done, shot in enumerate(pool.map(render, wanted), 1):
            print(f"{done}/{len(wanted)} {shot.name}", flush=True)


if __name__ == "__main__":
    main()
