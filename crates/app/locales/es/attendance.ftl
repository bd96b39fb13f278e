# Quién estuvo aquí y cuánto vio.
attendance-percent = { $n } %
attendance-here-short = menos de 1 min
attendance-here = { $minutes } min aquí
attendance-here-hours = { $hours } h { $minutes } min aquí

# Lo que se dice a las personas de quienes se trata.
attendance-told = Quien le invitó ve cuándo estuvo aquí y cuánto vio. También se cuentan los tipos de dispositivo, sin nombres.
attendance-told-document = Quien le invitó ve cuándo estuvo aquí y cuánto leyó. También se cuentan los tipos de dispositivo, sin nombres.
attendance-told-here = { $owner } ve cuándo estuvo aquí y cuánto vio. También se cuentan los tipos de dispositivo, sin nombres.
attendance-told-here-document = { $owner } ve cuándo estuvo aquí y cuánto leyó. También se cuentan los tipos de dispositivo, sin nombres.
attendance-told-here-picture = { $owner } ve cuándo estuvo aquí. También se cuentan los tipos de dispositivo, sin nombres.
attendance-goes-on = Continúa donde lo dejó, en
attendance-start-over = Empezar de nuevo
