"""Room 8: graphs and timelines as files that a person looks at."""

from kg.view.agencies import agencies
from kg.view.asked_query import query
from kg.view.chain import chain
from kg.view.lineage import lineage
from kg.view.matrix import matrix
from kg.view.notebook import Shown, show
from kg.view.page import page
from kg.view.page_data import page_data
from kg.view.picture import BarsPicture, MatrixPicture, NetworkPicture, Picture, TimelinePicture
from kg.view.timeline import timeline
from kg.view.write import FORMATS, render, write

__all__ = [
    "FORMATS",
    "BarsPicture",
    "MatrixPicture",
    "NetworkPicture",
    "Picture",
    "Shown",
    "TimelinePicture",
    "agencies",
    "chain",
    "lineage",
    "matrix",
    "page",
    "page_data",
    "query",
    "render",
    "show",
    "timeline",
    "write",
]
