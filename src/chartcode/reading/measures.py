"""Measures: what laboratories and nurses measure, how notes name it, in which unit, and which numbers are possible."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Measure(StrEnum):
    """What was measured."""

    SODIUM = "sodium"
    POTASSIUM = "potassium"
    HEMOGLOBIN = "hemoglobin"
    CREATININE = "creatinine"
    GFR = "eGFR"
    BUN = "urea nitrogen"
    LACTATE = "lactate"
    WHITE_CELLS = "white cell count"
    PLATELETS = "platelets"
    TEMPERATURE = "temperature"
    HEART_RATE = "heart rate"
    RESPIRATORY_RATE = "respiratory rate"
    SYSTOLIC = "systolic blood pressure"
    SATURATION = "oxygen saturation"
    PO2 = "arterial pO2"
    PCO2 = "arterial pCO2"
    PH = "arterial pH"
    FIO2 = "FiO2"
    PF_RATIO = "P/F ratio"
    ALBUMIN = "albumin"
    BMI = "body mass index"
    WEIGHT_LOSS = "weight loss"
    TROPONIN = "troponin"
    GLUCOSE = "glucose"
    A1C = "hemoglobin A1c"
    INR = "INR"
    AMMONIA = "ammonia"
    EJECTION_FRACTION = "ejection fraction"
    URINE_OUTPUT = "urine output"
    BNP = "BNP"
    GLASGOW = "Glasgow coma scale"


class Kind(NamedTuple):
    """The names of a measure in lower case, its unit, and the lowest and highest number that can be one."""

    names: str
    unit: str
    low: float
    high: float


_M = Measure
KINDS: Mapping[Measure, Kind] = MappingProxyType(
    {
        _M.SODIUM: Kind("na|na+|sodium|serum sodium|hyponatremia|hypernatremia", "mEq/L", 95, 190),
        _M.POTASSIUM: Kind("k|k+|potassium|serum potassium|hyperkalemia|hypokalemia", "mEq/L", 1, 10),
        _M.HEMOGLOBIN: Kind("hb|hgb|hemoglobin|haemoglobin|h/h|h&h|h and h", "g/dL", 2, 25),
        _M.CREATININE: Kind("cr|scr|creat|creatinine|serum creatinine|creatine|bun/cr", "mg/dL", 0.1, 25),
        _M.GFR: Kind("gfr|egfr", "mL/min/1.73 m2", 1, 150),
        _M.BUN: Kind("bun", "mg/dL", 2, 250),
        _M.LACTATE: Kind("lactate|lactic acid|lactic|lac", "mmol/L", 0.2, 30),
        _M.WHITE_CELLS: Kind("wbc|wbcs|white count|white cell count|white blood cell count", "10^3/uL", 0.1, 150),
        _M.PLATELETS: Kind("plt|plts|platelet|platelets|platelet count", "10^3/uL", 1, 1500),
        _M.TEMPERATURE: Kind("t|temp|tmax|temperature|fever", "C", 30, 43),
        _M.HEART_RATE: Kind("hr|pulse|heart rate|p", "/min", 20, 250),
        _M.RESPIRATORY_RATE: Kind("rr|resp|respiratory rate|resps|respirations", "/min", 4, 70),
        _M.SYSTOLIC: Kind("bp|sbp|blood pressure|b/p|systolic", "mmHg", 40, 280),
        _M.SATURATION: Kind(
            "spo2|sao2|sat|sats|o2 sat|o2 sats|pulse ox|o2sat|saturation|oxygen "
            "saturation|satting|sating|desat|desatted|desaturated"
        , "%", 40, 100),
        _M.PO2: Kind("po2|pao2", "mmHg", 20, 500),
        _M.PCO2: Kind("pco2|paco2", "mmHg", 10, 150),
        _M.PH: Kind("ph|abg|vbg", "", 6.7, 7.9),
        _M.FIO2: Kind("fio2", "%", 21, 100),
        _M.PF_RATIO: Kind("p/f|p/f ratio|pf ratio|pao2/fio2", "", 30, 600),
        _M.ALBUMIN: Kind("alb|albumin", "g/dL", 0.5, 6),
        _M.BMI: Kind("bmi|body mass index", "kg/m2", 9, 100),
        _M.TROPONIN: Kind(
            "trop|troponin|hs-trop|tni|tnt|hstnt|hs troponin|high sensitivity troponin|trop i|troponin "
            "i|troponin t"
        , "", 0, 100000),
        _M.GLUCOSE: Kind("glu|gluc|glucose|bg|fsbg|blood glucose|blood sugar", "mg/dL", 15, 2000),
        _M.A1C: Kind("a1c|hba1c|hgb a1c|hemoglobin a1c", "%", 3.5, 20),
        _M.INR: Kind("inr", "", 0.7, 20),
        _M.AMMONIA: Kind("nh3|ammonia", "umol/L", 5, 600),
        _M.EJECTION_FRACTION: Kind("ef|lvef|ejection fraction", "%", 5, 85),
        _M.URINE_OUTPUT: Kind("uop|urine output|u/o", "mL/kg/h", 0, 20),
        _M.BNP: Kind("bnp|nt-probnp|probnp|nt probnp|pro-bnp", "pg/mL", 1, 100000),
        _M.GLASGOW: Kind("gcs|glasgow|glasgow coma scale", "", 3, 15),
    }
)  # fmt: skip
UNITS: Mapping[Measure, str] = MappingProxyType(
    {**{measure: kind.unit for measure, kind in KINDS.items()}, Measure.WEIGHT_LOSS: "%"}
)
"""The unit of each measure; empty where the number has none or the laboratory decides."""

BY_NAME: Mapping[str, Measure] = MappingProxyType(
    {name: measure for measure, kind in KINDS.items() for name in kind.names.split("|")}
)
"""Every name of a measure."""
