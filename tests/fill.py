#!/usr/bin/env python3
"""Fills in a PDF form from outside, by qpdf's JSON: fill.py IN OUT NAME=VALUE…

A field of one of many forms in a file is OWNER/NAME. Values of a group of boxes are parted by 、.
Fails when a name is not there."""
import json
import subprocess
import sys
import tempfile


def name_of(field):
    return field.get("/T", "u:")[2:]


def state_of(widget, value):
    """The name of a widget's state: its option, or where that is too long for a name, beside it."""
    if widget.get("/HongtouOption") == "u:" + value:
        return next(state for state in widget["/AP"]["/N"] if state != "/Off")
    return "/" + value


def set_value(objects, reference, value):
    """Returns the objects that change, by number."""
    field = objects["obj:" + reference]["value"]
    if field.get("/FT") == "/Tx":
        field["/V"] = "u:" + value
    elif field.get("/FT") == "/Btn":
        for kid in field.get("/Kids", [reference]):
            widget = objects["obj:" + kid]["value"]
            state = state_of(widget, value)
            widget["/AS"] = state if state in widget["/AP"]["/N"] else "/Off"
            field["/V"] = state if state in widget["/AP"]["/N"] else field["/V"]
    if "/FT" not in field:
        boxes = {name_of(objects["obj:" + k]["value"]): k for k in field["/Kids"]}
        changed = {}
        for option in value.split("、"):
            changed.update(set_value(objects, boxes[option], option))
        return changed
    kids = field.get("/Kids", []) if field["/FT"] == "/Btn" else []
    return {reference: field, **{kid: objects["obj:" + kid]["value"] for kid in kids}}


def named(objects, references):
    """Fields by their names; those of an owner behind its name."""
    fields = {}
    for r in references:
        field = objects["obj:" + r]["value"]
        if "/HongtouOwner" in field:
            fields.update({name_of(field) + "/" + n: k for n, k in named(objects, field["/Kids"]).items()})
        else:
            fields[name_of(field)] = r
    return fields


def unpacked(source, folder):
    """A copy without object streams: as qpdf loads one, it forgets what was changed in it."""
    copy = folder + "/unpacked.pdf"
    subprocess.run(["qpdf", "--object-streams=disable", source, copy], check=True)
    return copy


def fill(source, target, folder, *assignments):
    text = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", source], check=True,
                          capture_output=True, text=True).stdout
    header, objects = json.loads(text)["qpdf"]
    root = objects["obj:" + objects["trailer"]["value"]["/Root"]]["value"]
    form = objects["obj:" + root["/AcroForm"]]["value"]
    fields = named(objects, form["/Fields"])
    form["/NeedAppearances"] = True  # viewers are to draw what was filled in
    changed = {root["/AcroForm"]: form}
    for assignment in assignments:
        name, value = assignment.split("=", 1)
        changed.update(set_value(objects, fields[name], value))
    update = {"version": 2, "qpdf": [header, {"obj:" + r: {"value": v} for r, v in changed.items()}]}
    json_file = folder + "/update.json"
    with open(json_file, "w") as file:
        json.dump(update, file)
    subprocess.run(["qpdf", source, "--update-from-json=" + json_file, target], check=True)


def main(source, target, *assignments):
    with tempfile.TemporaryDirectory() as folder:
        fill(unpacked(source, folder), target, folder, *assignments)


if __name__ == "__main__":
    main(*sys.argv[1:])
