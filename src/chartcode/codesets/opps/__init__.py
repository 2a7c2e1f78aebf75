"""The hospital outpatient prospective payment system of CMS: what becomes of each code there."""
