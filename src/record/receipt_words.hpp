// The words of receipt codes: 256 short, kind English words that are hard to mishear and hard to misspell,
// none with a bad second sense. Called by receipt_code. The order is part of the format: a code that was read
// out to a visitor must stay the code of that record, so a word is never moved or replaced.
#pragma once

#include <array>
#include <string_view>

namespace kiosk::record {

inline constexpr std::array<std::string_view, 256> receipt_words = {
    "ACORN",    "AGATE",   "ALMOND",   "ALPINE",   "AMBER",    "ANCHOR",  "APPLE",   "APRICOT",  "APRON",
    "ASPEN",    "ASTER",   "ATLAS",    "AUTUMN",   "AVOCADO",  "AZURE",   "BADGER",  "BAGEL",    "BAKERY",
    "BALLAD",   "BALLOON", "BAMBOO",   "BANANA",   "BANJO",    "BANNER",  "BASIL",   "BASKET",   "BEACON",
    "BEAVER",   "BICYCLE", "BIRCH",    "BISCUIT",  "BLOSSOM",  "BOOKLET", "BRANCH",  "BREEZE",   "BRIDGE",
    "BRONZE",   "BUBBLE",  "BUCKET",   "BUNTING",  "BUTTER",   "BUTTON",  "CABIN",   "CACTUS",   "CAMEL",
    "CAMERA",   "CANAL",   "CANOE",    "CANVAS",   "CANYON",   "CARAMEL", "CASTLE",  "CEDAR",    "CELERY",
    "CELLO",    "CHEDDAR", "CHERRY",   "CHESTNUT", "CHIME",    "CITRUS",  "CLOUD",   "CLOVER",   "COBALT",
    "COCONUT",  "COMET",   "COMPASS",  "CORAL",    "COTTON",   "CRAYON",  "CRICKET", "CRYSTAL",  "CUPCAKE",
    "DAHLIA",   "DAISY",   "DENIM",    "DIAMOND",  "DOLPHIN",  "DOMINO",  "EAGLE",   "EASEL",    "ECHO",
    "EMERALD",  "FABRIC",  "FALCON",   "FENNEL",   "FIDDLE",   "FINCH",   "FLUTE",   "FOREST",   "FOSSIL",
    "GALAXY",   "GARDEN",  "GARLIC",   "GAZEBO",   "GECKO",    "GINGER",  "GLACIER", "GLIDER",   "GLOBE",
    "GRANITE",  "GRAPE",   "GUITAR",   "HAMMOCK",  "HARVEST",  "HAZEL",   "HEATHER", "HEDGEHOG", "HONEY",
    "HORIZON",  "ICICLE",  "IGLOO",    "INDIGO",   "IRIS",     "ISLAND",  "JACKET",  "JASMINE",  "JIGSAW",
    "JOURNAL",  "JUNIPER", "KAYAK",    "KETTLE",   "KIMONO",   "KITE",    "KIWI",    "KOALA",    "LADDER",
    "LAGOON",   "LANTERN", "LAVENDER", "LEMON",    "LENTIL",   "LETTUCE", "LIBRARY", "LILAC",    "LINEN",
    "LOTUS",    "MAGNET",  "MAGPIE",   "MANGO",    "MAPLE",    "MARBLE",  "MEADOW",  "MELODY",   "MELON",
    "METEOR",   "MIMOSA",  "MINT",     "MITTEN",   "MOSAIC",   "MUSEUM",  "MUSTARD", "NECTAR",   "NOODLE",
    "NUTMEG",   "OASIS",   "OBOE",     "OCEAN",    "OCTAVE",   "OLIVE",   "OPAL",    "OPERA",    "ORANGE",
    "ORBIT",    "ORCHARD", "ORIGAMI",  "OSPREY",   "OTTER",    "PANCAKE", "PANDA",   "PAPAYA",   "PAPRIKA",
    "PARCEL",   "PARSLEY", "PASTEL",   "PEBBLE",   "PELICAN",  "PENCIL",  "PENGUIN", "PEPPER",   "PIANO",
    "PICNIC",   "PLANET",  "POEM",     "POPCORN",  "POPPY",    "POTTERY", "PUDDLE",  "PUFFIN",   "PUMPKIN",
    "PUZZLE",   "QUARTZ",  "QUILT",    "RADIO",    "RADISH",   "RAINBOW", "RAISIN",  "RHUBARB",  "RIBBON",
    "RIVER",    "ROBIN",   "ROCKET",   "ROSEMARY", "RUBY",     "SAFFRON", "SAGE",    "SALAD",    "SANDAL",
    "SAPPHIRE", "SCARF",   "SCOOTER",  "SESAME",   "SHAMROCK", "SILVER",  "SKYLARK", "SOLAR",    "SONNET",
    "SPARROW",  "SPINACH", "SPRUCE",   "SUMMER",   "SUNDIAL",  "SUNRISE", "SYRUP",   "TANDEM",   "TEAPOT",
    "THIMBLE",  "THISTLE", "TIGER",    "TIMBER",   "TOFFEE",   "TOMATO",  "TOPAZ",   "TOUCAN",   "TRACTOR",
    "TRUMPET",  "TULIP",   "TURNIP",   "UMBRELLA", "VALLEY",   "VANILLA", "VELVET",  "VIOLIN",   "VOYAGE",
    "WAFFLE",   "WAGON",   "WALNUT",   "WALTZ",    "WILLOW",   "WINTER",  "WOMBAT",  "WREN",     "YACHT",
    "YOGURT",   "ZEBRA",   "ZENITH",   "ZINNIA",
};

} // namespace kiosk::record
