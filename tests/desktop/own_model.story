# A model's description is opened: its program stands there, runs, and is on the stage.
program models/photos.json
expect verdict runs
expect scene everything fits
