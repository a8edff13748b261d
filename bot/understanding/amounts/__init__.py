"""Numbers that matter, each with its unit: days, years, degrees Celsius, severity 0 to 10.

numbers    a number as people say it, and where it was said
times      how long
ages       how old
measures   how bad, how hot, how many tablets
"""

from bot.understanding.amounts.ages import age
from bot.understanding.amounts.measures import severities, temperature, too_many_tablets
from bot.understanding.amounts.numbers import Amount
from bot.understanding.amounts.times import durations

__all__ = ["Amount", "age", "durations", "severities", "temperature", "too_many_tablets"]
