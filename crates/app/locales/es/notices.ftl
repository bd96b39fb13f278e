# Avisos.
notices-title = Avisos
notices-about = Lo que ha pasado con sus medios y sus invitaciones, durante 90 días.
notices-choose = Elegir cómo se le avisa
notices-read-all = Marcar todo como leído
notices-unread = Sin leer:
notices-none = Nada nuevo
notices-none-text = Cuando alguien a quien invitó entre por primera vez, cambie de navegador o pida un enlace nuevo, aparecerá aquí.
notices-joined =
    { $others ->
        [0] { $who } ha entrado por primera vez
        [one] { $who } y otra persona han entrado por primera vez
       *[other] { $who } y otras { $others } personas han entrado por primera vez
    }
notices-moved =
    { $others ->
        [0] { $who } se ha pasado a otro navegador con un código por correo
        [one] { $who } y otra persona se han pasado a otro navegador con un código por correo
       *[other] { $who } y otras { $others } personas se han pasado a otro navegador con un código por correo
    }
notices-asks =
    { $others ->
        [0] { $who } pide un enlace nuevo
        [one] { $who } y otra persona piden un enlace nuevo
       *[other] { $who } y otras { $others } personas piden un enlace nuevo
    }
notices-approved =
    { $others ->
        [0] Aceptada en { $who }
        [one] Aceptada en { $who } y en otro canal
       *[other] Aceptada en { $who } y en otros { $others } canales
    }
notices-rejected =
    { $others ->
        [0] No aceptada en { $who }
        [one] No aceptada en { $who } ni en otro canal
       *[other] No aceptada en { $who } ni en otros { $others } canales
    }
notices-renew = Renovar y enviar
notices-renew-unsent = Crear un enlace nuevo
layout-notices = Avisos
layout-notices-unread = Avisos, { $n } sin leer
account-notices = Avisos
account-notices-joined = Cuando alguien a quien usted, u otra persona a sus medios, ha invitado entra por primera vez
account-notices-moved = Cuando alguien a quien usted ha invitado pasa a otro navegador
account-notices-asks = Cuando alguien a quien usted, u otra persona a sus medios, ha invitado pide un enlace nuevo
account-notices-approved = Cuando se acepta en un canal o galería una entrada suya que esperaba
account-notices-rejected = Cuando se rechaza o se saca de un canal o galería una entrada suya
notices-way-hub = En el portal
notices-way-hub-help = Una marca en la campana, arriba en cada página.
notices-way-mail = Por correo
notices-way-mail-help = A su dirección principal: reunidos durante diez minutos, uno por hora como máximo.
notices-way-both = En el portal y por correo
notices-way-both-help = La marca en la campana y el correo.
notices-way-off = De ninguna manera
notices-way-off-help = Las listas de invitaciones lo muestran de todos modos.
account-notices-save = Guardar
said-notices-read = Todo está marcado como leído.
said-account-notices = Así se le avisará a partir de ahora.
