"""Pictures of answers: timelines, bars, points with bounds, maps; drawn by Altair, offline."""
