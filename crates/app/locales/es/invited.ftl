layout-invited = Invitaciones
layout-invited-waiting =
    { $n ->
        [one] invitación pendiente
       *[other] invitaciones pendientes
    }
invited-title = Mis invitaciones
invited-about = Lo que se envió a sus direcciones. Aquí no necesita ningún enlace.
invited-part-open = Le esperan
invited-part-running = Abierto para usted
invited-part-ended = Terminado
invited-by = { $inviter } le invita { $role }
invited-new = Nueva
invited-until = Se puede abrir hasta el { $at }
invited-stays-until = Sigue abierto para usted hasta el { $at }
invited-ended = Terminó el { $at }
invited-revoked = Fue retirada
invited-used-up = Ya se usó
invited-open = Abrir
invited-go-on = Continuar
invited-none = Nada por ahora
invited-none-text = Cuando alguien le invite por una de sus direcciones, aparecerá aquí.
invited-off = Las invitaciones están desactivadas por ahora. Lo que está abierto para usted sigue abierto.
invited-unproved = Lo que se envió a { $email } no aparece aquí: aún no está demostrado que la dirección sea suya. Demuéstrelo en su cuenta.
said-not-invited = Eso no está en su lista, o ya no.
